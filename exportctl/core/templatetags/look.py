"""The components of exportctl's look. Each draws plain data; none needs JavaScript."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from exportctl.core import formatting
from exportctl.core.look import bands as band
from exportctl.core.look import clocks, differences, tags
from exportctl.core.look import error_summary as mistakes
from exportctl.core.look import timeline as times
from exportctl.core.look.attributes import fixed, read
from exportctl.core.references import BRUSSELS
from exportctl.core.tables import TABLES

register = template.Library()

register.inclusion_tag("look/timeline.html", name="timeline")(times.drawn)
register.simple_tag(name="tag")(tags.tag)
register.simple_tag(name="state")(tags.state)
register.simple_tag(name="initials")(tags.initials)
register.inclusion_tag("look/verdict.html", name="verdict")(tags.verdict)
register.simple_tag(name="band_words")(band.in_words)


# --- clocks, bars, marks
@register.simple_tag
def clock_chip(clock: Any, short: bool = False) -> SafeString:
    return clocks.drawn(clock, short=short)


@register.inclusion_tag("look/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    return {"fill": fixed(220 * done / total) if total else "0", "label": label}


@register.inclusion_tag("look/steps.html")
def steps(current: int, total: int, label: str = "") -> dict[str, Any]:
    boxes = [
        {
            "x": str(place * 13 + 1),
            "state": "done" if place + 1 < current else "now" if place + 1 == current else "",
        }
        for place in range(total)
    ]
    return {"boxes": boxes, "width": str(total * 13 + 2), "current": current, "total": total, "label": label}


@register.inclusion_tag("look/exports.html", takes_context=True)
def exports(context: Any, table: str = "") -> dict[str, Any]:
    """The list of this page as a table to take along: every row that the address asks for.

    A page with several lists names each (`?table=`).
    """
    given = context["request"].GET.copy()
    for name in ("page", "after", "before", "export", "table"):
        given.pop(name, None)
    if table:
        given["table"] = table
    links = []
    for kind in TABLES:
        given["export"] = kind
        links.append({"kind": kind.upper(), "url": f"?{given.urlencode()}"})
    return {"links": links}


# --- signs and words
@register.simple_tag
def status_tag(status: str, label: Any) -> SafeString:
    return tags.tag(tags.STATUS_TAGS.get(str(status), "plain"), label)


@register.inclusion_tag("look/regime.html")
def regime_label(regime: Any, in_force: bool) -> dict[str, Any]:
    return {"regime": regime, "in_force": in_force}


@register.inclusion_tag("look/hash.html", name="hash")
def hash_(value: str) -> dict[str, Any]:
    whole = str(value or "")
    bare = "".join(whole.split())  # of a fingerprint, whose groups are four digits, too
    short = f"{bare[:4]} {bare[4:8]} … {bare[-4:]}" if len(bare) > 16 else whole
    return {"whole": whole, "short": short}


@register.inclusion_tag("look/word_diff.html")
def word_diff(before: str, after: str) -> dict[str, Any]:
    pieces = differences.pieces(str(before or ""), str(after or ""))
    return {"pieces": pieces, "two_columns": differences.needs_two_columns(pieces)}


# --- lists of facts
@register.inclusion_tag("look/summary_list.html")
def summary_list(rows: Iterable[Any]) -> dict[str, Any]:
    return {"rows": [_fact(row) for row in rows]}


@register.inclusion_tag("look/facts.html")
def facts(rows: Iterable[Any], clock: Any = None) -> dict[str, Any]:
    return {"rows": [_fact(row) for row in rows], "clock": clock}


@register.inclusion_tag("look/majority_words.html")
def majority_words(rows: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("look/task_list.html")
def task_list(tasks: Iterable[Any]) -> dict[str, Any]:
    return {"tasks": tasks}


@register.inclusion_tag("look/similar.html")
def similar(items: Iterable[Any]) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("look/empty.html")
def empty(title: Any, text: Any = "", url: str = "", link: Any = "") -> dict[str, Any]:
    return {"title": title, "text": text, "url": url, "link": link}


def _fact(row: Any) -> dict[str, Any]:
    if isinstance(row, tuple | list):
        label, value = row[0], row[1]
        row = {"label": label, "value": value}
    value = read(row, "value", "")
    names = ("label", "url", "action", "hidden", "kind")
    return {
        "value": value,
        "many": isinstance(value, list | tuple),
        **{name: read(row, name, "") for name in names},
    }


# --- finding one's way
@register.inclusion_tag("look/tabs.html")
def tabs(items: Iterable[Any], label: Any = "") -> dict[str, Any]:
    return {"items": items, "label": label}


@register.inclusion_tag("look/breadcrumbs.html")
def breadcrumbs(items: Iterable[Any]) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("look/back_link.html")
def back_link(url: str, text: Any) -> dict[str, Any]:
    return {"url": url, "text": text}


@register.inclusion_tag("look/pagination.html")
def pagination(previous: str = "", next: str = "", label: Any = "") -> dict[str, Any]:
    return {"previous": previous, "next": next, "label": label}


@register.inclusion_tag("look/case_header.html")
def case_header(header: Any, step: Any = None) -> dict[str, Any]:
    """The line that stays in sight, with the button of the next step, where that is a link."""
    act = step.act if step else None
    return {"header": header, "act": act if act and act.fields is None else None}


@register.inclusion_tag("look/next.html", takes_context=True)
def next_step(context: Any, step: Any) -> dict[str, Any]:
    """The band on top of a page: who does what, by when, and the button for it. Its forms need the page's token."""
    return {"step": step, "csrf_token": context.get("csrf_token")}


# --- boxes around what a page author writes
@register.simple_block_tag
def panel(
    content: str,
    title: Any,
    note: Any = "",
    url: str = "",
    link: Any = "",
    heading_level: int = 2,
    flush: bool = False,
    fold: Any = None,
    beside: Any = True,
) -> SafeString:
    """A box with a head. A form’s, `fold`, is folded `beside` the rows of a list until somebody fills it in."""
    context = {"content": content, "title": title, "note": note, "url": url, "link": link}
    folding = {"fold": fold, "is_open": fold is not None and (fold.is_bound or not beside)}
    return render_to_string("look/panel.html", {**context, **folding, "level": heading_level, "flush": flush})


@register.simple_block_tag
def answer(content: str, title: Any, tone: str = "", anchor: str = "answer") -> SafeString:
    """The one sentence somebody came for, large, with what it means under it; `tone`: madder, ochre, pine or none."""
    context = {"content": content, "title": title, "tone": tone, "anchor": anchor}
    return render_to_string("look/answer.html", context)


@register.simple_block_tag
def consequence(
    content: str, title: Any, items: Iterable[Any], acting: Any = None, tone: str = ""
) -> SafeString:
    """What follows from an act, beside it; `tone` is `madder` for refusing, revoking and objecting."""
    context = {"content": content, "title": title, "items": items, "acting": _acting(acting), "tone": tone}
    return render_to_string("look/consequence.html", context)


def _acting(acting: Any) -> dict[str, Any] | None:
    """Who acts, for whom, and the time in Brussels and where they are."""
    if not acting:
        return None
    at: datetime = read(acting, "at")
    zone = ZoneInfo(read(acting, "timezone", BRUSSELS.key))
    local = "" if zone.key == BRUSSELS.key else f"{at.astimezone(zone):%H:%M}"
    return {
        "who": read(acting, "who"),
        "for_whom": read(acting, "for_whom", ""),
        "moment": formatting.moment(at),
        "local": local,
        "place": read(acting, "place", "") or formatting.city(zone),
    }


# --- an entry's provenance
@register.inclusion_tag("look/provenance.html")
def provenance(entry: Any) -> dict[str, Any]:
    given = read(entry, "bands")
    if not given:
        return {"entry": entry}
    needed = read(entry, "percent_needed")
    named = {
        "of_states": band.state_words(given),
        "of_people": band.people_words(given),
        "needed": formatting.percent(needed / 100, 0) if needed else "",
    }
    return {"entry": entry, "bands": band.drawn(given) | named}


@register.inclusion_tag("look/band_mark.html")
def band_mark(bands: Any) -> dict[str, Any]:
    return {"mark": band.mark(bands)}


@register.inclusion_tag("look/bands.html", name="bands")
def bands_(bands: Any) -> dict[str, Any]:
    return {"bands": band.drawn(bands)}


# --- forms
@register.inclusion_tag("look/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    return mistakes.summary(forms)


@register.inclusion_tag("look/error_summary.html")
def error_list(title: Any, errors: Iterable[Any]) -> dict[str, Any]:
    return {"title": title, "errors": errors}
