"""Remedies: read by the case's exporter and its authority, recorded by one officer, carried out by another."""

from collections.abc import Callable
from typing import Any

from exportctl.core import clock
from exportctl.core.models import Seat
from licensing.actions.authorisation_changes import approve_change, propose_change
from licensing.actions.remedies import lodge_remedy, propose_outcome
from licensing.models import Authorisation, Exporter, Remedy
from tests.factories import DAY
from tests.house.permissions.world import World
from tests.licensing.granted import make_authorisation

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    cases/<str:reference>/remedies
    GET  contested        200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST contested        200 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/remedies/<uuid:remedy_id>
    GET  contested remedy 404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST contested remedy 404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/remedies/outcomes/<uuid:outcome_id>
    GET  contested_too ended  404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST contested_too ended  404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/requests/<str:reference>/remedies
    GET  contested        200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST contested        403 404 | 201 404 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/remedies/<uuid:remedy_id>/outcomes
    GET  contested remedy 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST contested remedy 403 404 | 201 404 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/remedies/<uuid:remedy_id>/outcomes/<uuid:outcome_id>/approve
    GET  contested_too ended_remedy ended 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST contested_too ended_remedy ended 403 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/remedies/<uuid:remedy_id>/outcomes/<uuid:outcome_id>/discard
    GET  contested_too ended_remedy ended 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST contested_too ended_remedy ended 403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
"""
LODGED = {
    "about": "{contested_act}",
    "kind": "court",
    "body": "Administrative Court",
    "lodged_by": "The exporter",
    "lodged_on": "{today}",
}
ENDED = {"outcome": "upheld", "decided_on": "{today}", "grounds": "It stands."}
CASE = "cases/<str:reference>/remedies"
API = "api/v1/requests/<str:reference>/remedies"
FORMS: dict[str, dict[str, Any]] = {
    CASE: {**LODGED, "suspensive": "no"},
    f"{CASE}/<uuid:remedy_id>": ENDED,
    f"{CASE}/outcomes/<uuid:outcome_id>": {"approve": "1"},
}
BODIES: dict[str, dict[str, Any]] = {
    API: {**LODGED, "suspensive": False},
    f"{API}/<uuid:remedy_id>/outcomes": ENDED,
}


def furnish(world: World) -> None:
    """A case whose authorisation was revoked, and what was lodged against that."""
    authorisation, change = _revoked(world)
    world.names |= {
        "contested": authorisation.request.reference,
        "contested_act": str(change.pk),
        "remedy": _lodged(authorisation, change, world).pk,
    }


def makes(world: World) -> dict[str, Callable[[], Any]]:
    """An outcome that waits, with a case of its own."""
    made: dict[str, Any] = {}

    def contested_too() -> str:
        authorisation, change = _revoked(world)
        made["remedy"] = _lodged(authorisation, change, world)
        return str(authorisation.request.reference)

    def ended() -> Any:
        day = clock.now().date().isoformat()
        said = {"decided_on": day, "grounds": "It stands.", "actor": world.people["officer"]}
        made["ended"] = propose_outcome(remedy_id=made["remedy"].pk, outcome="upheld", at=clock.now(), **said)
        return made["ended"].pk

    return {
        "contested_too": contested_too,
        "ended_remedy": lambda: made["remedy"].pk,
        "ended": ended,
    }


def _revoked(world: World) -> tuple[Authorisation, Any]:
    own = Seat.objects.filter(user=world.people["own"], permission__codename="file", removed_at=None)
    holder = Exporter.objects.get(organisation=own.get().content_object)
    authorisation = make_authorisation(holder, at=clock.now() - DAY)
    ids, at = {"authorisation_id": authorisation.pk}, clock.now()
    change = propose_change(event="revoke", grounds="Why.", actor=world.people["officer"], at=at, **ids)
    approve_change(change_id=change.pk, actor=world.people["approver"], at=at, **ids)
    return authorisation, change


def _lodged(authorisation: Authorisation, change: Any, world: World) -> Remedy:
    return lodge_remedy(
        request_id=authorisation.request_id,
        about=str(change.pk),
        kind="court",
        body="Administrative Court",
        lodged_on=clock.now().date().isoformat(),
        lodged_by="The exporter",
        suspensive=False,
        actor=world.people["officer"],
        at=clock.now(),
    )
