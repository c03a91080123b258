"""What customs keep back: their office, the authority that is asked, the exporter whose export it is."""

from typing import Any
from uuid import UUID

from django.db import transaction

from exportctl.core import clock
from exportctl.core.actions.four_eyes import Waiting, propose_act
from exportctl.core.models import Seat
from exportctl.local.cluster import PRESENT
from licensing.actions.customs_holds import place_hold, reply_to_hold
from licensing.actions.customs_messages import record_message
from licensing.actions.requirements import enter_requirement
from licensing.models import CustomsHold, Decision, Exporter, PendingAct
from licensing.rules.pending_acts import PENDING_ACT, SoloAct
from tests.factories import DAY, HOUR, approve, make_proposal, make_taken_request, organisation
from tests.house.permissions.world import World
from tests.licensing.granted import make_authorisation, mrn

ONE = "customs-holds/<uuid:hold_id>"
TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    customs-holds
    GET  -                200 200 | 200 200 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    customs-holds/new
    GET  -                404 404 | 404 404 404 | 404 404 | 404 404 | 200 | log | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 404 404 | 302 | log | 404 404
                    customs-holds/<uuid:hold_id>
    GET  kept_back        200 404 | 200 404 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST kept_back        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    customs-holds/<uuid:hold_id>/extend
    GET  kept_back        404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST kept_back        404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    customs-holds/<uuid:hold_id>/reply
    GET  kept_back        404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST kept_back        404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    customs-holds/<uuid:hold_id>/end
    GET  unreleased_hold  404 404 | 200 404 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST unreleased_hold  404 404 | 302 404 302 | 404 404 | 404 404 | 422 | log | 404 404
                    customs-holds/<uuid:hold_id>/outcome
    GET  released_hold    404 404 | 200 200 200 | 404 404 | 200 200 | 404 | log | 404 404
    POST released_hold    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405

                    requirements
    GET  -                404 404 | 200 200 200 | 404 404 | 200 200 | 200 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    requirements/<uuid:decision_id>
    GET  imposed          404 404 | 200 404 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST imposed          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    requirements/shared/<uuid:requirement_id>
    GET  shared           404 404 | 200 200 200 | 404 404 | 200 200 | 404 | log | 404 404
    POST shared           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    requirements/shared/<uuid:requirement_id>/pass-on
    GET  shared           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST shared           404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/requirements/shared
    GET  -                403 403 | 200 200 200 | 403 403 | 200 200 | 200 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/requirements/shared/<uuid:requirement_id>
    GET  shared           404 404 | 200 200 200 | 404 404 | 200 200 | 404 | 401 | 401 401
    POST shared           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/requirements/shared/<uuid:requirement_id>/pass-on
    GET  shared           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST shared           404 404 | 409 200 409 | 404 404 | 403 403 | 404 | 401 | 401 401
                    requirements/enter
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    requirements/shared/<uuid:requirement_id>/lift
    GET  on_paper         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST on_paper         404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/requirements/papers
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST -                404 404 | 201 201 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requirements/shared/<uuid:requirement_id>/lift
    GET  on_paper         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST on_paper         404 404 | 200 403 200 | 404 404 | 403 403 | 404 | 401 | 401 401
                    frontier
    GET  -                404 404 | 404 404 404 | 404 404 | 404 404 | 200 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    sandbox
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    sandbox/reset
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST -                404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/sandbox
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/sandbox/reset
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST -                403 403 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/write-offs
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST -                403 403 | 403 403 403 | 403 403 | 403 403 | 200 | 401 | 401 401
                    api/v1/customs-messages
    GET  -                403 403 | 403 403 403 | 403 403 | 403 403 | 200 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/customs-messages/<uuid:message_id>
    GET  message          404 404 | 404 404 404 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST message          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/customs-messages/<uuid:message_id>/replay
    GET  message          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST message          403 403 | 403 403 403 | 403 403 | 403 403 | 200 | 401 | 401 401
                    api/v1/customs-holds
    GET  -                200 200 | 200 200 200 | 403 403 | 403 403 | 200 | 401 | 401 401
    POST -                403 403 | 403 403 403 | 403 403 | 403 403 | 201 | 401 | 401 401
                    api/v1/customs-holds/<uuid:hold_id>
    GET  kept_back        200 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST kept_back        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/customs-holds/<uuid:hold_id>/extend
    GET  kept_back        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST kept_back        403 404 | 200 404 200 | 404 404 | 404 404 | 403 | 401 | 401 401
                    api/v1/customs-holds/<uuid:hold_id>/reply
    GET  kept_back        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST kept_back        403 404 | 200 404 200 | 404 404 | 404 404 | 403 | 401 | 401 401
                    api/v1/customs-holds/<uuid:hold_id>/end
    GET  unreleased_hold  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST unreleased_hold  403 404 | 403 404 403 | 404 404 | 404 404 | 200 | 401 | 401 401
                    api/v1/requirements
    GET  -                403 403 | 200 200 200 | 403 403 | 403 403 | 200 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/requirements/<uuid:decision_id>
    GET  imposed          404 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST imposed          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    team/acts/<uuid:pending_id>
    GET  pending_act      404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST pending_act      404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/pending-acts
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/pending-acts/<uuid:pending_id>/approve
    GET  pending_act      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST pending_act      404 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/pending-acts/<uuid:pending_id>/discard
    GET  pending_act      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST pending_act      404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
"""

TODAY = PRESENT.date().isoformat()
HOLD: dict[str, Any] = {
    "mrn": mrn(77),
    "exporter_eori": "DE4711",
    "ground": "article_4",
    "reason": "Another consignee on the bill of lading.",
    "customs_office": "DE004851",
}
PAPER = {
    "state": "MT",
    "paper_number": "MT/21",
    "received_on": TODAY,
    "imposed_on": "2026-01-05",
    "letter": "b",
    "name": "Signal recorder",
    "destination": "KE",
}
FORMS: dict[str, dict[str, Any]] = {
    "customs-holds/new": HOLD,
    "requirements/enter": PAPER,
    "requirements/shared/<uuid:requirement_id>/lift": {"paper_number": "MT/22", "lifted_on": TODAY},
    f"{ONE}/extend": {"reason": "The embassy asks."},
    f"{ONE}/reply": {"answer": "release"},
    f"{ONE}/end": {"how": "let_go", "on": TODAY},
}
BODIES: dict[str, dict[str, Any]] = {
    "api/v1/customs-holds": HOLD,
    "api/v1/requirements/papers": {**PAPER, "paper_number": "MT/23"},
    "api/v1/requirements/shared/<uuid:requirement_id>/lift": {"paper_number": "MT/24", "lifted_on": TODAY},
    "api/v1/write-offs": {"lines": [{"id": "1"}]},
    f"api/v1/{ONE}/extend": {"reason": "The embassy asks."},
    f"api/v1/{ONE}/reply": {"release": False, "act": "suspend"},
    f"api/v1/{ONE}/end": {"how": "returned", "on": TODAY},
}


def furnish(world: World) -> None:
    """One that waits for the authority, one that was released, one that was not and lacks its act."""
    at = clock.now() - HOUR
    officer = world.people["officer"]
    waits, released, kept = (_kept_back(world, number, at) for number in (71, 72, 73))
    reply_to_hold(hold_id=released.pk, release=True, actor=officer, at=at)
    reply_to_hold(hold_id=kept.pk, release=False, act="revoke", actor=officer, at=at)
    sent: dict[str, Any] = {"method": "POST", "path": "/api/v1/write-offs?dry_run=true", "status": 200}
    message = record_message(
        **sent, body={"lines": [{"id": "1"}]}, answer={}, actor=world.people["customs"], at=at
    )
    assert message
    imposed = _imposed(world, at)
    world.names |= {
        "pending_act": _put_forward(world, at),
        "kept_back": waits.pk,
        "imposed": imposed.pk,
        "shared": imposed.shared_requirement.pk,
        "on_paper": _on_paper(world, at),
        "released_hold": released.pk,
        "unreleased_hold": kept.pk,
        "message": message.pk,
    }


def _imposed(world: World, at: Any) -> Decision:
    """A requirement on an item that is not listed."""
    request = make_taken_request(world.people["officer"], at=at - 2 * DAY)
    said = {"outcome": "authorisation_required", "legal_basis": "article_4", "at": at - DAY}
    approve(make_proposal(request, **said), by=world.people["approver"], at=at - DAY + HOUR)
    return Decision.objects.get(request=request)


def _on_paper(world: World, at: Any) -> UUID:
    """What Malta requires, as a German officer entered it."""
    said = {**PAPER, "paper_number": "MT/20"}
    authority = organisation("authority", "DE")
    return enter_requirement(authority=authority, actor=world.people["officer"], at=at, **said).pk


def _put_forward(world: World, at: Any) -> UUID:
    """A release that waits for a second officer; the rule that asked for one has been removed since."""
    hold = _kept_back(world, 74, at)
    given: dict[str, Any] = {"given": {"release": True}, "proposed_by": world.people["officer"]}
    pending = PendingAct(
        authority=hold.authority,
        act=SoloAct.REPLY_TO_HOLD.value,
        about=hold.pk,
        reference=hold.mrn,
        path=hold.get_absolute_url(),
        **given,
    )
    waiting = Waiting("pending_act_waiting", [hold.authority], hold.mrn, pending.get_absolute_url())
    with transaction.atomic():
        propose_act(act=pending, machine=PENDING_ACT, at=at, waiting=waiting)
    return pending.pk


def _kept_back(world: World, number: int, at: Any) -> CustomsHold:
    own = Seat.objects.filter(user=world.people["own"], permission__codename="file", removed_at=None)
    holder = Exporter.objects.get(organisation=own.get().content_object)
    authorisation = make_authorisation(holder, at=at - DAY)
    declared = HOLD | {"mrn": mrn(number), "authorisation": authorisation.reference}
    hold, _is_new = place_hold(actor=world.people["customs"], at=at, **declared)
    return hold
