"""General authorisations: what a state lays down, who registers, uses and reports, who may not."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from exportctl.core import access
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.demo.scene import Scene
from licensing.actions import general_bars, general_editions, general_registrations, general_reports
from licensing.models import Exporter, GeneralBar, GeneralEdition
from licensing.queries.decision_periods import today_of
from licensing.queries.general_editions import seat_authority


def lay_down(scene: Scene, at: datetime, *, edition: Mapping[str, Any]) -> None:
    """The first officer enters it; it counts from that day on once a colleague confirms it."""
    authority = _authority(edition["state"])
    today = today_of(authority, at=at)
    general_editions.propose_edition(
        authority=authority,
        code=edition.get("code", ""),
        body=edition["body"],
        act=edition["act"],
        act_on=today - timedelta(days=10),
        starts_on=today,
        actor=scene.desk("officer", edition["state"]),
        at=at,
    )


def confirm(scene: Scene, at: datetime, *, state: str, code: str) -> None:
    waiting = GeneralEdition.objects.pending().get(authority=_authority(state), code=code)
    general_editions.approve_edition(edition_id=waiting.pk, actor=scene.desk("approver", state), at=at)


def register(scene: Scene, at: datetime, *, by: str, code: str) -> None:
    general_registrations.register_for_general(**_ids(scene, by, code), at=at)


def use(scene: Scene, at: datetime, *, by: str, code: str, in_days: int = 0) -> None:
    """The company notifies its first use, of today or planned."""
    exporter = _company(scene, by)
    authority = seat_authority(exporter)
    on = today_of(authority, at=at) + timedelta(days=in_days)
    general_registrations.notify_first_use(**_ids(scene, by, code), on=on, at=at)


def report(scene: Scene, at: datetime, *, by: str, code: str, lines: list[dict[str, Any]]) -> None:
    """Of the oldest period that is owed."""
    general_reports.file_report(**_ids(scene, by, code), body={"lines": lines, "nil": not lines}, at=at)


def propose_bar(scene: Scene, at: datetime, *, bar: Mapping[str, Any]) -> None:
    exporter = Exporter.objects.get(eori=bar["company"])
    body = {"grounds": bar["grounds"], "hearing": {"waived": bar["hearing_waived"]}}
    actor = scene.desk("officer", bar["state"])
    general_bars.propose_bar(exporter_id=exporter.pk, codes=bar["codes"], body=body, actor=actor, at=at)


def approve_bar(scene: Scene, at: datetime, *, state: str) -> None:
    general_bars.approve_bar(bar_id=_waiting(state).pk, actor=scene.desk("approver", state), at=at)


def serve_bar(scene: Scene, at: datetime, *, state: str) -> None:
    """Handed over at the company's seat."""
    bar = GeneralBar.objects.standing().get(authority=_authority(state))
    today = today_of(bar.authority, at=at).isoformat()
    ids: dict[str, Any] = {"bar_id": bar.pk, "actor": scene.desk("officer", state), "at": at}
    sent = {"step": "sent", "way": "by_hand", "addressee": bar.exporter.legal_name, "on": today}
    general_bars.record_bar_service(body=sent, **ids)
    general_bars.record_bar_service(body={"step": "served", "on": today}, **ids)


def propose_lifting(scene: Scene, at: datetime, *, state: str, grounds: str) -> None:
    """It waits for the second officer."""
    bar = GeneralBar.objects.standing().get(authority=_authority(state))
    actor = scene.desk("officer", state)
    general_bars.propose_lifting(bar_id=bar.pk, grounds=grounds, actor=actor, at=at)


def _authority(state: str) -> Organisation:
    return Organisation.objects.select_related("member_state").get(
        kind=OrganisationKind.AUTHORITY.value, member_state=state
    )


def _company(scene: Scene, by: str) -> Exporter:
    (company,) = access.organisation_ids_of(scene.people[by], Permission.FILE)
    return Exporter.objects.select_related("organisation__member_state").get(pk=company)


def _ids(scene: Scene, by: str, code: str) -> dict[str, Any]:
    return {"exporter_id": _company(scene, by).pk, "code": code, "actor": scene.people[by]}


def _waiting(state: str) -> GeneralBar:
    waiting: GeneralBar = GeneralBar.objects.pending().get(authority=_authority(state))
    return waiting
