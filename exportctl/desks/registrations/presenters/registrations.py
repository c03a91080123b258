"""What a company says of itself, in words, and what is done about it next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.countries import country
from exportctl.core.formatting import long_day, moment
from exportctl.core.next_steps import Act, NextStep
from licensing.models import Registration
from licensing.models.registrations import POWER_LABELS
from licensing.rules.registrations import BODY, State, differences

LABELS = {
    "legal_name": gettext_lazy("Registered name"),
    "trade_name": gettext_lazy("Trade name"),
    "member_state": gettext_lazy("Established in"),
    "established_in": gettext_lazy("Seat outside the Union"),
    "declares_goods": gettext_lazy("Declares goods"),
    "eori": gettext_lazy("EORI"),
    "other_number": gettext_lazy("Other number"),
    "address": gettext_lazy("Address of the seat"),
    "owner": gettext_lazy("Owner"),
    "sites": gettext_lazy("Sites"),
    "contacts": gettext_lazy("Contacts"),
    "icp": gettext_lazy("Internal compliance programme"),
    "agents": gettext_lazy("Agents"),
}


@dataclass(frozen=True)
class Row:
    """A member of the record: what it says and, where it changes, what it said."""

    label: Any
    value: list[str]
    before: list[str]
    is_changed: bool


def record_rows(body: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> list[Row]:
    """In the order of the form; with `before`, what is new is marked. What says nothing is left out."""
    changed = differences(before, body) if before else []
    rows = [
        Row(LABELS[name], _words(name, body), _words(name, before or {}), name in changed)
        for name in BODY.members
    ]
    return [row for row in rows if row.value or row.is_changed]


def _words(name: str, body: Mapping[str, Any]) -> list[str]:
    value = body.get(name)
    if value in (None, "", [], {}):
        return []
    if name == "declares_goods":
        return [_("Yes") if value else _("No")]
    if name in ("member_state", "established_in"):
        return [country(str(value))]
    if name == "icp":
        return [_icp(value)]
    if isinstance(value, list):
        return [_line(each) for each in value]
    return str(value).splitlines()


def _icp(icp: Mapping[str, Any]) -> str:
    words = [_("Version %(version)s") % {"version": icp.get("version", "–")}]
    if adopted := icp.get("adopted_on"):
        words.append(_("adopted on %(day)s") % {"day": _day(adopted)})
    if reviewed := icp.get("reviewed_on"):
        words.append(_("last reviewed on %(day)s") % {"day": _day(reviewed)})
    return " · ".join(words)


def _line(row: Mapping[str, Any]) -> str:
    """A site, a contact or an agent."""
    covers: Iterable[str] = row.get("covers") or ()
    words = [
        str(row[name]).replace("\n", ", ")
        for name in ("name", "role", "address", "email", "phone")
        if row.get(name)
    ]
    words += [str(POWER_LABELS[code]) for code in covers if code in POWER_LABELS]
    if ends_on := row.get("ends_on"):
        words.append(_("until %(day)s") % {"day": _day(ends_on)})
    return " · ".join(words)


def _day(iso: str) -> str:
    return str(long_day(date.fromisoformat(iso)))


# --- the band on top of its page
POSTED: tuple[tuple[str, str], ...] = ()


def officers_step(registration: Registration, *, waits: Any) -> NextStep | None:
    """For the authority while it has to decide; `waits`: the approval that was put to a second officer."""
    if registration.status != State.SENT:
        return None
    page = [registration.pk]
    ask = Act(_("Ask the company"), reverse("desks:ask_registration", args=page))
    refuse = Act(_("Refuse"), reverse("desks:refuse_registration", args=page))
    if waits:
        words = {"who": waits.proposed_by, "when": moment(waits.proposed_at)}
        sentence = _("%(who)s put it forward %(when)s; it waits for a second officer.") % words
        return NextStep(
            tone="todo",
            sentence=sentence,
            act=Act(_("Read it"), waits.get_absolute_url()),
            more=(ask, refuse),
        )
    approve = Act(_("Approve"), reverse("desks:approve_registration", args=page), POSTED)
    if registration.number_verified_at:
        return NextStep(
            tone="todo", sentence=_("Approve the company, or ask it first."), act=approve, more=(ask, refuse)
        )
    look_up = Act(_("Record that the number exists"), reverse("desks:verify_registration", args=page))
    return NextStep(
        tone="todo",
        sentence=_("Look its number up, then approve the company."),
        act=look_up,
        more=(approve, ask, refuse),
    )


def companys_step(registration: Registration) -> NextStep | None:
    """For the company while it is not decided."""
    if not registration.is_open:
        return None
    authority = {"authority": registration.authority.short_name}
    withdraw = Act(_("Withdraw it"), reverse("desks:withdraw_registration", args=[registration.pk]), POSTED)
    if registration.status == State.ASKED:
        answer = Act(_("Answer the question"), reverse("desks:answer_registration", args=[registration.pk]))
        sentence = _("Answer the question of %(authority)s.") % authority
        return NextStep(tone="todo", sentence=sentence, act=answer, more=(withdraw,))
    sentence = _("%(authority)s looks at it; you need do nothing.") % authority
    return NextStep(tone="waiting", sentence=sentence, more=(withdraw,))
