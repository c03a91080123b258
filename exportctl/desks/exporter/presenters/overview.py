"""What an exporter is greeted with: what needs them, most urgent first, and what is new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core import notices
from exportctl.core.models import Notice
from exportctl.core.next_steps import Line, lines
from exportctl.core.queries.notices import news as all_news
from exportctl.core.queries.notices import with_read
from exportctl.core.queries.todos import todos
from exportctl.core.todos import titles_of
from exportctl.desks.drafts.kinds import tasks_of
from exportctl.desks.exporter.queries.cases import drafts
from licensing.models import Draft
from licensing.models.requests import STAGE_LABELS
from licensing.queries.exporters import exporter_ids
from licensing.rules.requests import State
from licensing.rules.todos import ANSWER, FIX_REQUEST, REPLACE_FILE
from notifications.rules.todos import FIX_DRAFT

MOST = 20  # of each kind: more than that is worked from the list
MOST_NEWS = 4
MOST_BEGUN = 4
MOST_OF_SEVERAL = 200  # for whoever files for several companies and looks at one


@dataclass(frozen=True)
class Need:
    """One thing to do: the tag says what, `note` why or by when, the button does it."""

    kind: str
    word: str
    title: str
    reference: str
    note: str
    url: str
    action: str
    company: str = ""  # for whoever files for several
    done: int = 0  # of a draft: parts that are complete
    total: int = 0


@dataclass(frozen=True)
class News:
    """One message to the organisation, in the reader's language."""

    subject: str
    path: str
    at: datetime
    is_new: bool
    title: str  # of what it is about
    reference: str


def needs(user: Any, *, at: datetime, company: str = "") -> list[Need]:
    """What waits for the person, the most pressing first; then the drafts."""
    waiting_now = waiting(user, at=at, company=company)
    return [*map(need_of, waiting_now), *begun(user, company=company)]


def begun(user: Any, *, company: str = "") -> list[Need]:
    """The latest drafts, each with how far it is."""
    return [_draft(draft) for draft in drafts(user, company=company, most=MOST_BEGUN)]


def waiting(user: Any, *, at: datetime, company: str = "") -> list[Line]:
    """Of one company, or of all; what concerns no company with all alone."""
    most = MOST if not company else MOST_OF_SEVERAL
    waiting = [each for each in todos(user, at=at, most=most) if each.kind.counts]
    if company:
        waiting = [each for each in waiting if each.facts.get("company_id") == company][:MOST]
    return lines(waiting, at=at)


def news(user: Any, *, company: str = "") -> list[News]:
    """The latest messages that ask for nothing; new since the person last looked at the inbox."""
    latest = list(_latest(user, company))
    titles = titles_of({notice.reference for notice in latest})
    return [_news(notice, user.inbox_read_at, titles) for notice in latest]


def _latest(user: Any, company: str) -> Iterable[Notice]:
    notices = all_news(user)
    if company:
        notices = notices.filter(organisation__in=exporter_ids(user, company))
    return with_read(user, notices).select_related("organisation__member_state")[:MOST_NEWS]


def _news(notice: Notice, seen: datetime | None, titles: Mapping[str, str]) -> News:
    subject, _sentence = notices.compose(
        notice.kind, notice.reference, notice.facts, notices.zone_of(notice.organisation)
    )
    is_new = not getattr(notice, "is_read", False) and (seen is None or notice.created_at > seen)
    return News(
        notices.without_reference(subject, notice.reference),
        notice.path,
        notice.created_at,
        is_new,
        title=titles.get(notice.reference, ""),
        reference=notice.reference,
    )


def need_of(line: Line) -> Need:
    """One thing to do, as the overview lists it."""
    facts = line.todo.facts
    kind, word = _tag(line)
    return Need(
        kind=kind,
        word=word,
        title=line.todo.title or _("Item not named yet"),
        reference=line.todo.reference,
        note=_note(line),
        url=line.act.url,
        action=line.act.label,
        company=facts.get("company") or "",
    )


def _tag(line: Line) -> tuple[str, str]:
    """A day that is near or past; else what happened."""
    if line.day:
        kinds = {"late": "flag", "soon": "soon", "todo": "waiting"}
        return kinds[line.day.tone], line.day.left_in_words
    if line.todo.kind in (REPLACE_FILE, FIX_DRAFT, FIX_REQUEST):
        return "refused", _("File rejected")
    status = line.todo.facts.get("status", "")
    return (
        ("refused" if status == State.REFUSED else "done", str(STAGE_LABELS[status])) if status else ("", "")
    )


def _note(line: Line) -> str:
    """What is to be done; of a question, its words."""
    if line.todo.kind != ANSWER:
        return f"{line.sentence}."
    said = _("%(authority)s asks: “%(question)s”")
    return said % {"authority": line.todo.facts["who"], "question": _short(line.words)}


def _draft(draft: Draft) -> Need:
    rows = tasks_of(draft, files=[attachment.file for attachment in draft.attachments.all()])
    done = sum(1 for row in rows if row.kind == "done")
    ready = rows[-1].kind == "active"
    far = {"done": done, "total": len(rows)}
    return Need(
        "plain",
        "",
        draft.item_name or _("Item not named yet"),
        draft.reference,
        _("everything is there") if ready else _("%(done)d of %(total)d parts complete") % far,
        rows[-1].url or "" if ready else draft.get_absolute_url(),
        _("Check and send") if ready else _("Go on"),
        draft.exporter.legal_name,
        done,
        len(rows),
    )


def _short(text: str, most: int = 140) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most].rsplit(' ', 1)[0]} …"
