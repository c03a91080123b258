"""The officers' part of a case: assessments, files, conflicts of interest."""

from typing import Any
from uuid import uuid4

from exportctl.core import clock
from exportctl.core.actions.files import store_file
from exportctl.core.calendar import local_date
from exportctl.core.notices import zone_of
from licensing.actions import consultations
from licensing.actions.conflicts import declare_conflict
from licensing.actions.consulted_bodies import add_body
from licensing.actions.letter_services import record_result, send_letter
from licensing.actions.measures import enter_measure, propose_measure_change
from licensing.actions.watch_lists import watch_name
from licensing.models import AuthorisationRequest, Document
from licensing.rules.measures_table import RuleRow
from notifications.actions.standard_texts import propose_text
from tests.factories import (
    DAY,
    NOTIFICATION,
    make_letterhead,
    make_officer,
    make_taken_request,
    make_withheld_document,
    organisation,
)

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    cases/<str:reference>/flags/<str:key>
    GET  mine flag        404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine flag        404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/assessments
    GET  mine             404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/documents/<uuid:document_id>/preview
    GET  fresh document   200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST fresh document   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/documents/<uuid:document_id>/view
    GET  fresh document   200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST fresh document   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/documents/<uuid:document_id>/release
    GET  mine withheld    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine withheld    404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/documents/<uuid:document_id>/replace
    GET  mine withheld    200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine withheld    422 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/documents/<uuid:document_id>/remove
    GET  mine withheld    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST mine withheld    302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/documents/file
    GET  mine             404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             404 404 | 422 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/items/<int:number>/classification
    GET  mine first       404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine first       404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/party-matches/<uuid:match_id>
    GET  watched match    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST watched match    404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    team/watch-list
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    team/watch-list/<uuid:entry_id>
    GET  watch_entry      404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST watch_entry      404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    measures
    GET  -                404 404 | 200 200 200 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                404 404 | 422 422 422 | 404 404 | 422 422 | 404 | log | 404 404
                    api/v1/measures
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 401 | 401 401
    POST -                403 403 | 201 201 201 | 403 403 | 201 201 | 403 | 401 | 401 401
                    api/v1/measures/<str:number>
    GET  measure          404 404 | 404 404 404 | 404 404 | 200 200 | 404 | 401 | 401 401
    POST measure          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/watch-list
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                404 404 | 201 201 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/watch-list/<uuid:entry_id>/remove
    GET  watch_entry      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST watch_entry      404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/sanctions-lists
    GET  -                403 403 | 403 403 403 | 403 403 | 200 200 | 403 | 401 | 401 401
    POST -                403 403 | 403 403 403 | 403 403 | 422 422 | 403 | 401 | 401 401
                    api/v1/measures/<str:number>/hits
    GET  measure          404 404 | 404 404 404 | 404 404 | 200 200 | 404 | 401 | 401 401
    POST measure          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/measures/<str:number>/acts
    GET  measure          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST measure          404 404 | 404 404 404 | 404 404 | 403 403 | 404 | 401 | 401 401
                    api/v1/measures/<str:number>/acts/approve
    GET  measure          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST measure          404 404 | 404 404 404 | 404 404 | 403 403 | 404 | 401 | 401 401
                    api/v1/measures/<str:number>/acts/discard
    GET  measure          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST measure          404 404 | 404 404 404 | 404 404 | 403 403 | 404 | 401 | 401 401
                    api/v1/measures/<str:number>/changes
    GET  measure          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST measure          404 404 | 404 404 404 | 404 404 | 201 201 | 404 | 401 | 401 401
                    api/v1/measures/<str:number>/changes/<uuid:change_id>/approve
    GET  other_measure measure_change  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST other_measure measure_change  404 404 | 404 404 404 | 404 404 | 403 200 | 404 | 401 | 401 401
                    api/v1/measures/<str:number>/changes/<uuid:change_id>/discard
    GET  other_measure measure_change  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST other_measure measure_change  404 404 | 404 404 404 | 404 404 | 200 200 | 404 | 401 | 401 401
                    measures/new
    GET  -                404 404 | 200 200 200 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 302 302 | 404 | log | 404 404
                    measures/<str:number>
    GET  measure          404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST measure          404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    reference/sanctions-lists
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 422 422 | 404 | log | 404 404
                    cases/<str:reference>/conflict
    GET  mine             404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/close
    GET  mine             404 404 | 200 404 302 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             404 404 | 302 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/urgent
    GET  mine             404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/urgent/end
    GET  mine             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST mine             404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/letters/<uuid:letter_id>
    GET  mine letter      200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine letter      302 404 | 422 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/conflicts/<uuid:conflict_id>/lift
    GET  mine conflict    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine conflict    404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/<tab:tab>
    GET  mine due_diligence_tab 200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    GET  mine decision_tab 200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/notification
    GET  mine             200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/notification.pdf
    GET  mine             200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/propose/letter
    GET  proposed         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST proposed         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/propose/letter.pdf
    GET  proposed         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST proposed         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/consultation/ask
    GET  asking           404 404 | 200 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST asking           404 404 | 302 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/consultation/again
    GET  asking           404 404 | 200 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST asking           404 404 | 302 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/conditions
    GET  asking           404 404 | 200 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST asking           404 404 | 302 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/consultations/<uuid:consultation_id>/record
    GET  asking consulted 404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST asking consulted 404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/consultations/<uuid:consultation_id>/again
    GET  asking consulted 404 404 | 200 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST asking consulted 404 404 | 302 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/consultations/<uuid:consultation_id>/drop
    GET  asking consulted 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST asking consulted 404 404 | 302 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    consulted-bodies
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    consulted-bodies/<uuid:body_id>
    GET  free_body        404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST free_body        404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    consulted-bodies/<uuid:body_id>/retire
    GET  free_body        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST free_body        404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    consultations/<uuid:consultation_id>/respond/<str:token>
    GET  consulted token  200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST consulted token  302 302 | 302 302 302 | 302 302 | 302 302 | 302 | 302 | 302 302
    GET  consulted word   404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
                    consultations/<uuid:consultation_id>/respond/<str:token>/documents/<uuid:document_id>
    GET  consulted token paper  200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST consulted token paper  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    GET  consulted word paper   404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
    GET  consulted token document 404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
                    reference/texts
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    reference/texts/<str:key>
    GET  text_key         404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST text_key         404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    reference/texts/proposals/<uuid:text_id>
    GET  text_proposal    404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST text_proposal    404 404 | 404 404 404 | 404 404 | 422 302 | 404 | log | 404 404
"""

FORMS = {
    "cases/<str:reference>/flags/<str:key>": {"verdict": "sign", "reason": "The brochure says so."},
    "cases/<str:reference>/assessments": {
        "questions": "{flag}",
        "verdict": "as_exporter",
        "reason": "The brochure says so.",
    },
    "cases/<str:reference>/documents/<uuid:document_id>/release": {"sure": "on"},
    "cases/<str:reference>/items/<int:number>/classification": {"control_entry": "5A001.f.2", "reason": ""},
    "cases/<str:reference>/party-matches/<uuid:match_id>": {"release": "1", "reason": "Somebody else."},
    "team/watch-list": {"name": "Nordlicht Trading", "reason": "Paid in cash."},
    "team/watch-list/<uuid:entry_id>": {"reason": "Cleared."},
    "measures/new": {
        "kind": "prohibition",
        "act": "Act (invented)",
        "title": "x",
        "country": "IN",
        "applies_from": "2027-01-01",
    },
    "measures/<str:number>": {"propose": "1", "act": "Act (invented)", "act_on": "2026-01-01"},
    "cases/<str:reference>/conflict": {"reason": "A cousin works there."},
    "cases/<str:reference>/close": {"because": "not_admissible", "detail": "No item is named."},
    "cases/<str:reference>/urgent": {"due_on": "{later}", "reason": "A hospital."},
    "cases/<str:reference>/conflicts/<uuid:conflict_id>/lift": {"sure": "on"},
    "cases/<str:reference>/consultation/ask": {
        "body": "{free_body}",
        "question": "Who decides there?",
        "parts": ["item"],
        "due_on": "{later}",
    },
    "cases/<str:reference>/consultation/again": {
        "consultations": "{consulted}",
        "question": "And now?",
        "due_on": "{later}",
    },
    "cases/<str:reference>/conditions": {"conditions": "Log every use."},
    "cases/<str:reference>/consultations/<uuid:consultation_id>/record": {
        "stance": "no_objection",
        "given_by": "A. Winter",
    },
    "cases/<str:reference>/consultations/<uuid:consultation_id>/again": {
        "question": "And now?",
        "due_on": "{later}",
    },
    "consulted-bodies": {
        "name": "Laboratory",
        "kind": "technical",
        "email": "lab@demo.example",
        "language": "en",
    },
    "consulted-bodies/<uuid:body_id>": {
        "name": "Institute",
        "kind": "technical",
        "email": "institute@demo.example",
        "language": "en",
    },
    "consultations/<uuid:consultation_id>/respond/<str:token>": {
        "stance": "no_objection",
        "given_by": "A. Winter",
    },
    "reference/texts/<str:key>": {
        **{f"{part}_{code}": "Words" for part in ("title", "text") for code in ("en", "de", "fr")},
        "reason": "Clearer.",
    },
    "reference/texts/proposals/<uuid:text_id>": {"sure": "on"},
}

BODIES: dict[str, dict[str, Any]] = {
    "api/v1/watch-list": {"name": "Nordlicht Trading", "reason": "Paid in cash."},
    "api/v1/watch-list/<uuid:entry_id>/remove": {"reason": "Cleared."},
    "api/v1/measures": {
        "kind": "prohibition",
        "country": "IN",
        "act": "Act (invented)",
        "title": "Nothing goes there.",
        "applies_from": "2026-01-01",
    },
    "api/v1/measures/<str:number>/changes": {
        "event": "confirm",
        "act": "Act (invented)",
        "act_on": "2026-01-01",
    },
}


def furnish(world: Any) -> None:
    """A third officer of the authority stepped back from the officer's case."""
    mine = AuthorisationRequest.objects.get(reference=world.names["mine"])
    third = make_officer(str(mine.authority.member_state_id))
    made = declare_conflict(request_id=mine.pk, reason="", actor=third, at=clock.now())
    tabs = {"due_diligence_tab": "due-diligence", "decision_tab": "decision"}
    world.names |= {"conflict": made.pk, "text_key": "repression_risk", **tabs}
    world.names["text_proposal"] = uuid4()  # of nothing, where a call makes none
    file = store_file(content=b"%PDF-", name="letter.pdf", media_type="application/pdf", at=clock.now())
    letter = Document.objects.create(
        request=mine, kind="decision_letter", name="letter.pdf", file=file, created_at=clock.now()
    )
    make_letterhead(mine.authority, at=clock.now(), portal_rule="opened", service_law="§ 5a VwZG")
    world.names |= dict.fromkeys(("letter", "sent_letter", "served_letter"), letter.pk) | {"first": 1}
    world.names["withheld"] = make_withheld_document(mine).pk
    _watch(world)
    _consult(world)


def _watch(world: Any) -> None:
    """A case of the officer's own, one of whose parties is on the authority's watch list."""
    officer, at = world.people["officer"], clock.now()
    body = {"end_user": {**NOTIFICATION["end_user"], "name": "Meridian Optics"}}
    request = make_taken_request(
        officer, by=world.people["own"], exporter=_exporter(world), at=at - DAY, **body
    )
    entry = watch_name(
        authority=request.authority, name="Meridian Optics LLC", reason="x", actor=officer, at=at
    )
    row = RuleRow(kind="prohibition", country="IN", act="Act (invented)", title="x", applies_from=at)
    keeper = organisation("commission", None)
    measure = enter_measure(keeper=keeper, row=row, actor=world.people["commission"], at=at)
    world.names["measure"] = measure.number
    commission = world.people["commission"]
    other = enter_measure(keeper=keeper, row=row, actor=commission, at=at)
    change = propose_measure_change(
        measure_id=other.pk, event="confirm", act="Act (invented)", act_on=at.date(), actor=commission, at=at
    )
    world.names |= {"other_measure": other.number, "measure_change": change.pk}
    world.names |= {"watched": request.reference, "watch_entry": entry.pk}
    world.names["match"] = request.party_matches.get().pk


def _consult(world: Any) -> None:
    """A case of the officer's own of which one body is asked, and another could be."""
    officer, at = world.people["officer"], clock.now()
    request = make_taken_request(officer, by=world.people["own"], exporter=_exporter(world), at=at - 2 * DAY)
    bodies = [
        add_body(
            authority=request.authority,
            kind="technical",
            name=name,
            email="body@demo.example",
            language="en",
            actor=officer,
            at=at,
        )
        for name in ("Foreign ministry", "Technical experts")
    ]
    file = store_file(content=b"A mast.", name="brochure.txt", media_type="text/plain", at=at)
    paper = Document.objects.create(
        request=request, kind="attachment", name=file.name, file=file, created_at=at
    )
    asked = consultations.ask_body(
        request_id=request.pk,
        body_id=bodies[0].pk,
        question="Who decides there?",
        parts=["item"],
        documents=[paper.pk],
        due_on=(at + 9 * DAY).date(),
        actor=officer,
        at=at,
    )
    world.names |= {
        "asking": request.reference,
        "consulted": asked.pk,
        "token": asked.token,
        "paper": paper.pk,
        "free_body": bodies[1].pk,
    }


def _exporter(world: Any) -> Any:
    return AuthorisationRequest.objects.get(reference=world.names["mine"]).exporter


def makes(world: Any) -> dict[str, Any]:
    """A text that waits for a second officer: one at a time may; a letter that is on its way."""
    words = dict.fromkeys(("en", "de", "fr"), "Words")
    return {
        "text_proposal": lambda: (
            propose_text(
                key="diversion_risk",
                titles=words,
                texts=words,
                reason="x",
                actor=world.people["commission"],
                at=clock.now(),
            ).pk
        ),
        "sent_letter": lambda: _sent_letter(world),
        "served_letter": lambda: _served_letter(world),
    }


def _served_letter(world: Any) -> Any:
    letter, now = Document.objects.get(pk=_sent_letter(world)), clock.now()
    record_result(
        request_id=letter.request_id,
        letter_id=letter.pk,
        served_on=local_date(now, zone_of(letter.request.authority)),
        proof=store_file(content=b"A slip.", name="slip.txt", media_type="text/plain", at=now),
        actor=world.people["officer"],
        at=now,
    )
    return letter.pk


def _sent_letter(world: Any) -> Any:
    letter = Document.objects.get(pk=world.names["letter"])
    now = clock.now()
    send_letter(
        request_id=letter.request_id,
        letter_id=letter.pk,
        way="by_hand",
        addressee="Aquila Systems GmbH",
        sent_on=local_date(now, zone_of(letter.request.authority)),
        actor=world.people["officer"],
        at=now,
    )
    return letter.pk
