"""A company registers itself: open to anybody; what was sent is its own people's and its authority's."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from exportctl.core import access, clock
from exportctl.core.actions.files import scan_file
from exportctl.core.rules.permissions import Permission
from licensing.actions import registration_answers as answers
from licensing.actions import registration_papers as papers
from licensing.actions import registrations as actions
from licensing.models import Exporter, Registration, RegistrationPaper
from licensing.queries.registrations import record_before
from tests.factories import withhold
from tests.house.permissions.world import World

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    register
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                302 302 | 302 302 302 | 302 302 | 302 302 | 302 | 302 | 302 302
                    register/entered
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    company
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    company/change
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                422 422 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    registrations
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    registrations/<uuid:registration_id>
    GET  sent_record      200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent_record      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    registrations/<uuid:registration_id>/confirm
    GET  entered_record   200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST entered_record   302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    registrations/<uuid:registration_id>/answer
    GET  asked_record     200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST asked_record     422 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    registrations/<uuid:registration_id>/withdraw
    GET  sent_record      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST sent_record      302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    registrations/<uuid:registration_id>/papers
    GET  sent_record      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST sent_record      302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    registrations/<uuid:registration_id>/papers/<uuid:paper_id>
    GET  sent_record record_paper 200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent_record record_paper 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    registrations/<uuid:registration_id>/papers/<uuid:paper_id>/release
    GET  sent_record withheld_record_paper 404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent_record withheld_record_paper 404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    registrations/<uuid:registration_id>/ask
    GET  sent_record      404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent_record      404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    registrations/<uuid:registration_id>/verify
    GET  sent_record      404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent_record      404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    registrations/<uuid:registration_id>/approve
    GET  sent_record      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST sent_record      404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    registrations/<uuid:registration_id>/authorisations
    GET  sent_record      404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent_record      404 404 | 422 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/registrations/<str:reference>/reissues
    GET  sent_number      403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST sent_number      403 404 | 409 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/registrations/<str:reference>/reissues/approve
    GET  sent_number      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST sent_number      403 404 | 409 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/registrations/<str:reference>/reissues/discard
    GET  sent_number      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST sent_number      403 404 | 409 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/registrations
    GET  -                200 200 | 200 200 200 | 403 403 | 403 403 | 403 | 401 | 401 401
    POST -                201 201 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/registrations/<str:reference>
    GET  sent_number      200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST sent_number      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/registrations/<str:reference>/verify
    GET  sent_number      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST sent_number      403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/registrations/<str:reference>/ask
    GET  sent_number      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST sent_number      403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/registrations/<str:reference>/approve
    GET  sent_number      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST sent_number      403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/registrations/<str:reference>/refuse
    GET  sent_number      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST sent_number      403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/registrations/<str:reference>/answer
    GET  asked_number     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asked_number     200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/registrations/<str:reference>/withdraw
    GET  sent_number      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST sent_number      200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    registrations/<uuid:registration_id>/refuse
    GET  sent_record      404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent_record      404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
"""

COMPANY = {
    "legal_name": "Third GmbH",
    "member_state": "DE",
    "declares_goods": True,
    "eori": "DE999",
    "address": "Am Kanal 4",
}

REST = "api/v1/registrations/<str:reference>"
BODIES: dict[str, dict[str, Any]] = {
    f"{REST}/reissues": {"grounds": "Another name."},
    "api/v1/registrations": {"body": {"owner": "A fund"}, "reason": "Sold."},
    f"{REST}/verify": {"how": "By telephone."},
    f"{REST}/ask": {"question": "Since when?"},
    f"{REST}/refuse": {"reason": "It is a letter box."},
    f"{REST}/answer": {"answer": "Since May."},
}
FORMS = {
    "register": {**COMPANY, "declares_goods": "True", "name": "N. Neu", "email": "neu@third.example"},
    "registrations/<uuid:registration_id>/papers": {"papers": "{file}"},
    "registrations/<uuid:registration_id>/papers/<uuid:paper_id>/release": {"sure": "on"},
    "registrations/<uuid:registration_id>/ask": {"question": "Since when?"},
    "registrations/<uuid:registration_id>/verify": {"how": "By telephone."},
    "registrations/<uuid:registration_id>/refuse": {"reason": "It is a letter box."},
}


def makes(world: World) -> dict[str, Any]:
    """Made for the call that needs it: a company has one change that waits."""
    return {
        "entered_record": lambda: _entered(world).pk,
        "sent_record": lambda: _sent(world).pk,
        "sent_number": lambda: _sent(world).reference,
        "asked_record": lambda: _asked(world).pk,
        "asked_number": lambda: _asked(world).reference,
        "record_paper": lambda: _paper(world).pk,
        "withheld_record_paper": lambda: _withheld_paper(world).pk,
    }


def _entered(world: World) -> Registration:
    person = {"email": world.people["own"].email, "name": "N. Neu", "language": "en"}
    return actions.enter_registration(body=COMPANY, at=clock.now(), **person)


def _sent(world: World) -> Registration:
    own = world.people["own"]
    (exporter_id,) = access.organisation_ids_of(own, Permission.FILE)
    if waiting := Registration.objects.open().filter(exporter=exporter_id).first():
        return waiting  # pages are walked one after another, in one world
    body = {**record_before(Exporter.objects.get(pk=exporter_id)), "owner": "A fund"}
    return actions.request_change(
        exporter_id=exporter_id, body=body, reason="Sold.", actor=own, at=clock.now()
    )


def _asked(world: World) -> Registration:
    return answers.ask_about_registration(
        registration_id=_sent(world).pk, question="Since when?", actor=world.people["officer"], at=clock.now()
    )


def _withheld_paper(world: World) -> RegistrationPaper:
    """Put to the one that waits, and withheld for its marking."""
    paper = _received(world, b"EU RESTRICTED\n")
    withhold(paper.file, at=clock.now())
    return paper


def _paper(world: World) -> RegistrationPaper:
    """Put to the one that waits, and checked."""
    added = _received(world, b"An extract.")
    scan_file(file_id=added.file_id, at=clock.now(), machine_at=clock.machine_now())
    return added


def _received(world: World, content: bytes) -> RegistrationPaper:
    paper = SimpleUploadedFile("extract.txt", content, "text/plain")
    given = {"actor": world.people["own"], "at": clock.now()}
    (added,) = papers.add_papers(
        registration_id=Registration.objects.open().get().pk, uploads=[paper], **given
    )
    return added
