"""A restrictive measure as its page shows it: scope in words, what it meets, what waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core import access, formatting
from exportctl.core.countries import country
from exportctl.core.models import Organisation, User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from licensing import labels
from licensing.models import AuthorisationChange, MeasureChange, RestrictiveMeasure
from licensing.queries.measures import LiveAuthorisation, hits_by_state, hits_of
from licensing.rules.measures import ANNEX_I, Event, Kind, State

TAGS = {State.ENTERED.value: "soon", State.CONFIRMED.value: "done", State.DISCARDED.value: "uncounted"}


@dataclass(frozen=True)
class LiveRow:
    """An authorisation that the rule meets, what of it is left, and what is done about it."""

    live: LiveAuthorisation
    left: str
    change: AuthorisationChange | None

    @property
    def is_free(self) -> bool:
        return self.change is None


def scope_of(measure: RestrictiveMeasure) -> list[tuple[Any, str]]:
    """What the rule reaches, a line for each thing that it names."""
    rows = [
        (_("Country"), country(measure.country) if measure.country else _("Every country")),
        (
            _("Entries of Annex I"),
            ", ".join(_("all of Annex I") if each == ANNEX_I else each for each in measure.entries),
        ),
        (_("Customs codes (CN)"), ", ".join(measure.cn_codes)),
        (
            _("Only for these end users"),
            ", ".join(labels.label("end_user_kinds", each) for each in measure.uses),
        ),
        (_("Listed persons"), ", ".join(measure.listed)),
        (_("Which prohibitions it lifts"), ", ".join(measure.lifts)),
    ]
    return [(label, text) for label, text in rows if text]


def met_by(measure: RestrictiveMeasure, viewer: User, *, at: datetime) -> dict[str, Any]:
    """What the rule meets: an authority's own cases; of all states numbers alone, for the Commission."""
    authority = authority_of(viewer)
    if authority is None:
        return {"by_state": hits_by_state(measure, at=at), "authority": None}
    met = hits_of(measure, authority=authority, viewer=viewer, at=at)
    rows = [_row(live) for live in met.authorisations]
    return {
        "authority": authority,
        "drafts": len(met.drafts),
        "requests": met.requests,
        "users": met.users,
        "rows": rows,
        "waiting": [row for row in rows if row.change is not None and row.change.status == "proposed"],
        "free": [row for row in rows if row.is_free],
    }


def authority_of(user: User) -> Organisation | None:
    """For whom an officer looks."""
    return access.principal_of(user, Permission.HANDLE)


def waiting_change(measure: RestrictiveMeasure) -> MeasureChange | None:
    """What a colleague proposed about the rule and nobody answered."""
    return MeasureChange.objects.pending().filter(measure=measure).select_related("proposed_by").first()


def _row(live: LiveAuthorisation) -> LiveRow:
    balances = live.authorisation.balance_of
    left = [
        _("line %(line)d: %(left)s")
        % {"line": line.number, "left": _left(balances[line.number].balance.left, line.unit)}
        for line in live.authorisation.lines
        if line.number in live.lines
    ]
    answered = [change for change in live.changes if change.status in ("proposed", "approved")]
    return LiveRow(live, "; ".join(left), answered[-1] if answered else None)


def _left(quantity: Any, unit: str) -> str:
    return _("not limited") if quantity is None else labels.amount(quantity, unit)


def if_approved(row: RestrictiveMeasure, change: MeasureChange) -> list[str]:
    """What follows once a second officer approves what waits about the rule."""
    zone = zone_of(row.keeper)
    if change.event == Event.END:
        until = formatting.deadline(change.applies_until, zone) if change.applies_until else ""
        return [
            _("The rule counts until %(until)s and not longer.") % {"until": until},
            _("What was refused or suspended for it stays so until its authority takes it up again."),
        ]
    begins = _("From %(day)s on it is law here: checks, proposals and write-offs answer by it.")
    first = begins % {"day": formatting.long_day(row.applies_from.astimezone(zone).date())}
    later = _("It can be ended later by two officers, and never undone.")
    if row.kind != Kind.PROHIBITION:
        return [first, later]
    notice = _(
        "The authorities whose cases and authorisations it meets are told, and settle each themselves."
    )
    return [first, notice, later]
