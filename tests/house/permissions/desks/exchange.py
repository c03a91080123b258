"""What authorities tell and ask one another: officers of every state read it, and for everybody else there is none."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from exportctl.core import clock
from exportctl.core.models import Organisation, Seat
from exportctl.core.queries.organisations import authorities_of
from exportctl.local.cluster import PRESENT
from licensing.actions.denial_imports import propose_denial_import
from licensing.actions.denial_reviews import propose_review
from licensing.actions.denials import enter_denial
from licensing.actions.interests import name_case
from licensing.actions.match_releases import confirm_match
from licensing.actions.passed_denials import pass_on
from licensing.actions.state_answers import answer_state
from licensing.actions.state_consultations import raise_interests
from licensing.actions.state_papers import enter_question
from licensing.models import Denial, ExplainedGrant, Exporter, PartyMatch, StateConsultation
from tests.factories import DAY, HOUR, approve, make_exporter, make_proposal
from tests.house.permissions.world import World
from tests.requesting import make_taken_individual

PARTY = {"name": "Rural Clinic", "address": "3 Hill Road, Pune", "country": "IN", "kind": "other"}
TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    denials
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    denials/enter
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    denials/imports
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 422 422 422 | 404 404 | 404 404 | 404 | log | 404 404
                    denials/imports/<uuid:import_id>
    GET  denial_import    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST denial_import    404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/denial-imports
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                404 404 | 422 422 422 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/denial-imports/<uuid:import_id>
    GET  denial_import    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST denial_import    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/denial-imports/<uuid:import_id>/approve
    GET  denial_import    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST denial_import    404 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/denial-imports/<uuid:import_id>/discard
    GET  denial_import    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST denial_import    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    denials/<str:reference>
    GET  denied           404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST denied           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    denials/<str:reference>/notification
    GET  denied           404 404 | 200 200 200 | 404 404 | 200 200 | 404 | log | 404 404
    POST denied           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    denials/<str:reference>/pass-on
    GET  unlisted         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST unlisted         404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    requirements/denials/<str:reference>
    GET  unlisted         404 404 | 404 404 404 | 404 404 | 404 404 | 200 | log | 404 404
    POST unlisted         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    api/v1/denials/<str:reference>/pass-on
    GET  unlisted         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST unlisted         404 404 | 409 200 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requirements/denials
    GET  -                403 403 | 403 403 403 | 403 403 | 403 403 | 200 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/requirements/denials/<str:reference>
    GET  unlisted         404 404 | 404 404 404 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST unlisted         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    denials/<str:reference>/review
    GET  denied           404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST denied           404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    denials/<str:reference>/reviews/<uuid:review_id>
    GET  denied denial_review  404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST denied denial_review  404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    silence
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    consultations
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    consultations/new
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/enter
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/<uuid:consultation_id>
    GET  to_france        404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST to_france        404 404 | 404 302 404 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/<uuid:consultation_id>/more-time
    GET  to_france        404 404 | 404 200 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST to_france        404 404 | 404 302 404 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/<uuid:consultation_id>/case
    GET  to_germany       404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST to_germany       404 404 | 422 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/<uuid:consultation_id>/cases/<str:reference>/take-back
    GET  to_germany named 404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST to_germany named 404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/<uuid:consultation_id>/returned
    GET  of_malta         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST of_malta         404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/<uuid:consultation_id>/sent
    GET  to_malta         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST to_malta         404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/<uuid:consultation_id>/paper
    GET  to_malta         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST to_malta         404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/grants/<uuid:grant_id>
    GET  explained        404 404 | 200 200 200 | 404 404 | 200 200 | 404 | log | 404 404
    POST explained        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/denials/<str:denial>/ask
    GET  mine french_denial    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST mine french_denial    404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404

                    api/v1/denials
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/denials/<str:reference>
    GET  denied           404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST denied           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/denials/<str:reference>/ask
    GET  french_denial    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST french_denial    404 404 | 201 422 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/denials/<str:reference>/reviews
    GET  denied           404 404 | 200 403 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST denied           404 404 | 201 403 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/denials/<str:reference>/reviews/<uuid:review_id>/approve
    GET  denied denial_review 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST denied denial_review 404 404 | 403 403 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/denials/<str:reference>/reviews/<uuid:review_id>/discard
    GET  denied denial_review 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST denied denial_review 404 404 | 200 403 200 | 404 404 | 404 404 | 404 | 401 | 401 401
"""

TABLE += """
                    api/v1/consultations
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                404 404 | 201 201 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consultations/<uuid:consultation_id>/answer
    GET  to_france        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST to_france        404 404 | 403 200 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consultations/<uuid:consultation_id>/more-time
    GET  to_france        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST to_france        404 404 | 403 200 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consultations/<uuid:consultation_id>/case
    GET  to_germany       405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST to_germany       404 404 | 422 403 422 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consultations/<uuid:consultation_id>/case/take-back
    GET  to_germany       405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST to_germany       404 404 | 422 403 422 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consultations/papers
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST -                404 404 | 201 201 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consultations/<uuid:consultation_id>/returned
    GET  of_malta         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST of_malta         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consultations/<uuid:consultation_id>/sent
    GET  to_malta         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST to_malta         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consultations/<uuid:consultation_id>/paper
    GET  to_malta         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST to_malta         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
"""

TODAY = PRESENT.date().isoformat()
UPLOADS = {"api/v1/denial-imports": {"file": "{items}"}}
BODIES: dict[str, dict[str, Any]] = {
    "api/v1/consultations": {"state": "MT", "item": "Encryptors", "question": "Not to grant."},
    "api/v1/consultations/papers": {
        "state": "MT",
        "article": "14(1)",
        "received_number": "MT/6",
        "received_on": TODAY,
        "name": "Encryptors",
    },
    "api/v1/consultations/<uuid:consultation_id>/returned": {"number": "78", "on": TODAY},
    "api/v1/consultations/<uuid:consultation_id>/sent": {"number": "77", "on": TODAY},
    "api/v1/consultations/<uuid:consultation_id>/paper": {
        "objects": False,
        "paper_number": "MT-1",
        "paper_on": TODAY,
    },
    "api/v1/denials/<str:reference>/reviews": {"outcome": "renew"},
    "api/v1/denials/<str:reference>/ask": {"request": "{mine}"},
    "api/v1/consultations/<uuid:consultation_id>/answer": {"objects": False, "identical": None},
    "api/v1/consultations/<uuid:consultation_id>/more-time": {"reason": "The embassy asks."},
    "api/v1/consultations/<uuid:consultation_id>/case": {"reference": "DE-2026-99999"},
    "api/v1/consultations/<uuid:consultation_id>/case/take-back": {
        "reference": "DE-2026-99999",
        "reason": "Another.",
    },
}
FORMS: dict[str, dict[str, Any]] = {
    "denials/enter": {
        "state": "MT",
        "paper_number": "MT/4",
        "paper_on": TODAY,
        "act": "refuse",
        "decided_on": "2026-01-05",
        "legal_basis": "annex_i",
        "name": "Network encryptor",
        "destination": "IN",
        "end_user": "City Hospital",
    },
    "denials/<str:reference>/review": {"outcome": "renew"},
    "denials/<str:reference>/reviews/<uuid:review_id>": {"approve": "1"},
    "consultations/new": {"state": "MT", "item": "Encryptors", "question": "Not to grant."},
    "consultations/enter": {
        "state": "MT",
        "article": "14(1)",
        "received_number": "MT/5",
        "received_on": TODAY,
        "name": "Encryptors",
    },
    "consultations/<uuid:consultation_id>/cases/<str:reference>/take-back": {"reason": "Another."},
    "consultations/<uuid:consultation_id>/returned": {"number": "78", "on": TODAY},
    "consultations/<uuid:consultation_id>": {"answer": "no"},
    "consultations/<uuid:consultation_id>/more-time": {"reason": "The embassy asks."},
    "consultations/<uuid:consultation_id>/case": {"reference": "DE-2026-99999"},
    "consultations/<uuid:consultation_id>/sent": {"number": "77", "on": TODAY},
    "consultations/<uuid:consultation_id>/paper": {
        "answer": "no",
        "paper_number": "MT-1",
        "paper_on": TODAY,
    },
}

ROW = {
    "row": 2,
    "state": "MT",
    "paper_number": "MT/9",
    "paper_on": TODAY,
    "act": "refuse",
    "decided_on": "2026-01-05",
    "legal_basis": "annex_i",
    "name": "Network encryptor",
    "destination": "IN",
    "end_user": "City Hospital",
    "status": "valid",
}


def furnish(world: World) -> None:
    """A refused request of two lines; questions to France and to Malta, where nobody is; a French denial, a grant."""
    own = Seat.objects.filter(user=world.people["own"], permission__codename="file", removed_at=None)
    exporter = Exporter.objects.get(organisation=own.get().content_object)
    at = clock.now() - 3 * DAY
    own = {"exporter": exporter, "by": world.people["own"], "end_user": {**PARTY, "name": "Old Mill"}}
    request = make_taken_individual(world.people["officer"], **own, at=at)
    proposal = make_proposal(request, legal_basis="annex_i", grounds="Diversion.", at=at + DAY)
    approve(proposal, by=world.people["approver"], at=at + DAY + HOUR)
    denied, waiting = Denial.objects.filter(request=request).order_by("line")
    _review(waiting, world)  # something that waits for the approver
    asking = {"officer": world.people["officer"], "exporter": exporter, "by": world.people["own"]}
    french = make_taken_individual(exporter=make_exporter("FR"), at=at)
    approve(
        make_proposal(french, legal_basis="annex_i", grounds="Diversion.", at=at + DAY), at=at + DAY + HOUR
    )
    to_france = make_taken_individual(**asking, location="FR", end_user=PARTY, at=at)
    to_malta = make_taken_individual(**asking, location="MT", end_user=PARTY, at=at)
    table = propose_denial_import(
        authority=request.authority, name="mt.csv", rows=[ROW], actor=world.people["officer"], at=at
    )
    world.names |= {
        "denial_import": table.pk,
        "denied": denied.reference,
        "unlisted": _unlisted(world, request.authority, at).reference,
        "to_france": StateConsultation.objects.get(request=to_france).pk,
        "to_malta": StateConsultation.objects.get(request=to_malta).pk,
        "of_malta": _of_malta(world, request.authority, at).pk,
        "french_denial": Denial.objects.filter(request=french).first().reference,
        "explained": _explained(world, asking, at).pk,
    }
    raised = _raised(world, at)
    name_case(consultation_id=raised.pk, reference=to_malta.reference, actor=asking["officer"], at=at)
    world.names |= {"to_germany": raised.pk, "named": to_malta.reference}


def _unlisted(world: World, authority: Organisation, at: datetime) -> Denial:
    """Another state's on items that are not listed, which German officers passed on to their customs."""
    said: dict[str, Any] = {name: value for name, value in ROW.items() if name not in ("row", "status")}
    said |= {"legal_basis": "article_4", "paper_number": "MT/10", "paper_on": said["decided_on"]}
    said |= {"name": "Signal recorder", "destination": "KE", "end_user": "Night Harbour Office"}
    officer = world.people["officer"]
    denial = enter_denial(authority=authority, actor=officer, at=at, **said)
    pass_on(denial=denial, authority=authority, actor=officer, at=at)
    return denial


def makes(world: World) -> dict[str, Callable[[], Any]]:
    """A review that the officer proposed, for each call that settles it."""

    def review() -> Any:
        denial = Denial.objects.get(reference=world.names["denied"])
        return _review(denial, world)

    return {"denial_review": review}


def _review(denial: Denial, world: World) -> Any:
    actor = world.people["officer"]
    return propose_review(denial_id=denial.pk, outcome="renew", actor=actor, at=clock.now()).pk


def _raised(world: World, at: Any) -> StateConsultation:
    """What France says of its essential security interests."""
    foreign = world.people["foreign"]
    (authority,) = authorities_of("FR")
    said = {"item": "Encryptors", "question": "Not to grant.", "actor": foreign, "at": at}
    return raise_interests(authority=authority, state="DE", **said)


def _of_malta(world: World, authority: Organisation, at: Any) -> StateConsultation:
    """A question that came on paper, and is answered."""
    officer = world.people["officer"]
    paper = {"state": "MT", "article": "14(1)", "received_number": "MT/3", "name": "Encryptors"}
    question = enter_question(
        authority=authority, received_on=at.date().isoformat(), actor=officer, at=at, **paper
    )
    return answer_state(consultation_id=question.pk, objects=False, actor=officer, at=at)


def _explained(world: World, asking: dict[str, Any], at: Any) -> ExplainedGrant:
    """A grant after France had been asked about its denial."""
    request = make_taken_individual(**asking, at=at + 2 * DAY)
    question = StateConsultation.objects.get(request=request)
    foreign = world.people["foreign"]
    answer_state(consultation_id=question.pk, identical=False, actor=foreign, at=at + 2 * DAY + HOUR)
    for hit in PartyMatch.objects.filter(request=request, status="open"):
        said = {"reason": "The same.", "actor": request.assigned_to, "at": at + 2 * DAY + HOUR}
        confirm_match(request_id=request.pk, match_id=hit.pk, **said)
    terms = {"outcome": "grant", "legal_basis": "annex_i", "grounds": "Known.", "at": at + 2 * DAY + 2 * HOUR}
    approve(make_proposal(request, **terms), by=world.people["approver"], at=at + 2 * DAY + 3 * HOUR)
    return ExplainedGrant.objects.get()
