"""The changes of the list as an Atom feed (RFC 4287): one entry for each edition, never altered afterwards."""

from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as xml

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from controllist.queries.changes import Change, changes
from controllist.queries.snapshot import head
from controllist.views.changes import edition_asked
from exportctl.core import formatting
from exportctl.core.instants import rfc3339

ATOM = "http://www.w3.org/2005/Atom"
NEVER = "2021-09-09T00:00:00Z"  # an empty list has not changed since Regulation (EU) 2021/821 applies


def _tag(request: HttpRequest) -> str:
    """Changes with the list, the language, and the page of the feed."""
    return f'"{head().tag}-{get_language()}-{edition_asked(request, "before") or ""}"'


@require_safe
@condition(etag_func=_tag)
def changes_feed(request: HttpRequest) -> HttpResponse:
    """The newest 25 editions; a link leads to the 25 before."""
    found, further = changes(before=edition_asked(request, "before"))
    feed = xml.Element("feed", {"xmlns": ATOM, "xml:lang": get_language() or "en"})
    _add(feed, "id", _id("changes"))
    _add(feed, "title", _("exportctl: changes of the control list"))
    _add(feed, "updated", rfc3339(found[0].edition.at) if found else NEVER)
    _add(_add(feed, "author"), "name", "exportctl")
    here = urljoin(settings.BASE_URL, reverse("controllist:feed"))
    before = edition_asked(request, "before")
    _link(feed, "self", f"{here}?before={before}" if before else here, "application/atom+xml")
    _link(feed, "alternate", _absolute(reverse("controllist:changes")), "text/html")
    if further:
        _link(feed, "next", f"{here}?before={further}", "application/atom+xml")
    for change in found:
        _entry(feed, change)
    document = xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    response = HttpResponse(document, content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


def _entry(feed: xml.Element, change: Change) -> None:
    content = change.edition.content
    entry = xml.SubElement(feed, "entry")
    _add(entry, "id", _id(f"edition-{change.edition.number}"))
    _add(entry, "title", _title(change))
    _add(entry, "updated", rfc3339(change.edition.at))
    _add(entry, "published", rfc3339(change.edition.at))
    _link(entry, "alternate", _absolute(change.entry.get_absolute_url()), "text/html")
    for code in content.get("functions", []):
        xml.SubElement(entry, "category", {"term": code})
    _add(entry, "summary", _summary(change))


def _title(change: Change) -> str:
    forms = {
        "delist": _("%(code)s taken off the list: %(name)s"),
        "correct": _("%(code)s corrected: %(name)s"),
    }
    form = forms.get(change.edition.event, _("%(code)s listed: %(name)s"))
    return form % {"code": change.entry.code, "name": change.edition.content["name"]}


def _summary(change: Change) -> str:
    """What happened, when, and under which rules; whether they are law is said in full."""
    content = change.edition.content
    day, rules = formatting.moment(change.edition.at), content["regime"]
    parts = [
        _("Edition %(number)d of %(day)s.") % {"number": change.edition.number, "day": day},
        _("Maker: %(maker)s. Models: %(models)s.")
        % {"maker": content["manufacturer"], "models": ", ".join(content["models"])},
        (_("Rules: %(regime)s, in force.") if content["in_force"] else _("Rules: %(regime)s, not in force."))
        % {"regime": gettext(rules)},
    ]
    return " ".join(parts)


def _id(name: str) -> str:
    """RFC 4151: says which log, and stays the same wherever the site moves."""
    authority, _slash, rest = settings.LOG_ORIGIN.partition("/")
    return f"tag:{authority},2026:{rest or 'list'}/{name}"


def _absolute(path: str) -> str:
    return urljoin(settings.BASE_URL, path)


def _link(parent: xml.Element, rel: str, href: str, kind: str) -> None:
    xml.SubElement(parent, "link", {"rel": rel, "href": href, "type": kind})


def _add(parent: xml.Element, name: str, text: Any = None) -> xml.Element:
    element = xml.SubElement(parent, name)
    element.text = None if text is None else str(text)
    return element
