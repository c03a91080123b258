"""What authorities tell and ask one another: officers of every state read it, and for everybody else there is none."""

from collections.abc import Callable
from typing import Any

from exportctl.core import clock
from exportctl.core.models import Seat
from licensing.actions.denial_reviews import propose_review
from licensing.models import Denial, Exporter
from tests.factories import DAY, HOUR, approve, make_proposal
from tests.house.permissions.world import World
from tests.requesting import make_taken_individual

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    denials
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    denials/enter
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    denials/<str:reference>
    GET  denied           404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST denied           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    denials/<str:reference>/notification
    GET  denied           404 404 | 200 200 200 | 404 404 | 200 200 | 404 | log | 404 404
    POST denied           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    denials/<str:reference>/review
    GET  denied           404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST denied           404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    denials/<str:reference>/reviews/<uuid:review_id>
    GET  denied denial_review  404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST denied denial_review  404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404

                    api/v1/denials
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/denials/<str:reference>
    GET  denied           404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST denied           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
"""

FORMS: dict[str, dict[str, Any]] = {
    "denials/enter": {
        "state": "MT",
        "paper_number": "MT/4",
        "paper_on": "2026-01-10",
        "act": "refuse",
        "decided_on": "2026-01-05",
        "legal_basis": "annex_i",
        "name": "Network encryptor",
        "destination": "IN",
        "end_user": "City Hospital",
    },
    "denials/<str:reference>/review": {"outcome": "renew"},
    "denials/<str:reference>/reviews/<uuid:review_id>": {"approve": "1"},
}


def furnish(world: World) -> None:
    """A refused request of two lines."""
    own = Seat.objects.filter(user=world.people["own"], permission__codename="file", removed_at=None)
    exporter = Exporter.objects.get(organisation=own.get().content_object)
    at = clock.now() - 3 * DAY
    request = make_taken_individual(world.people["officer"], exporter=exporter, by=world.people["own"], at=at)
    proposal = make_proposal(request, legal_basis="annex_i", grounds="Diversion.", at=at + DAY)
    approve(proposal, by=world.people["approver"], at=at + DAY + HOUR)
    denied, waiting = Denial.objects.filter(request=request).order_by("line")
    _review(waiting, world)  # something that waits for the approver
    world.names["denied"] = denied.reference


def makes(world: World) -> dict[str, Callable[[], Any]]:
    """A review that the officer proposed, for each call that settles it."""

    def review() -> Any:
        denial = Denial.objects.get(reference=world.names["denied"])
        return _review(denial, world)

    return {"denial_review": review}


def _review(denial: Denial, world: World) -> Any:
    actor = world.people["officer"]
    return propose_review(denial_id=denial.pk, outcome="renew", actor=actor, at=clock.now()).pk
