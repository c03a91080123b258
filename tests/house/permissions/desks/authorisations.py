"""Authorisations: their holder, its authority, customs with the paper; two officers act, customs write off."""

from collections.abc import Callable, Mapping
from typing import Any

from exportctl.core import clock
from exportctl.core.models import Seat
from licensing.actions.authorisation_changes import approve_change, propose_change
from licensing.actions.change_requests import ask_for_change
from licensing.actions.holder_reports import report_transmission
from licensing.models import Authorisation, Exporter
from tests.factories import DAY
from tests.house.permissions.world import World
from tests.licensing.granted import MRN, make_authorisation, mrn, write_off, write_off_body

ONE = "authorisations/<str:reference>"
TODAY = "2026-11-25"  # the day on which every test happens
TWO_OFFICERS = (
    "suspend",
    "reinstate",
    "revoke",
    "annul",
    "amend",
    "extend",
    "correct",
    "renew",
    "split",
    "reissue",
    "decline",
)
ASKED = ("split", "decline")  # at the request of its holder
TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    authorisations
    GET  -                200 200 | 200 200 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    ^authorisations/(?P<token>[A-Za-z0-9_-]{22})$
    GET  status_token          200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST status_token          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    authorisations/find
    GET  -                404 404 | 404 404 404 | 404 404 | 404 404 | 200 | log | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 404 404 | 422 | log | 404 404
                    authorisations/<str:reference>
    GET  granted          200 404 | 200 404 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST granted          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    authorisations/<str:reference>/paper
    GET  granted          404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST granted          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    authorisations/<str:reference>/surrender
    GET  granted          200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST granted          302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    authorisations/<str:reference>/propose/<str:event>
    GET  granted revoke     404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST granted revoke     404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    authorisations/<str:reference>/ask-for-change
    GET  granted          200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST granted          302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    authorisations/<str:reference>/change-requests/<uuid:change_request_id>
    GET  wished wish       200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST wished wish       302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    authorisations/<str:reference>/changes/<uuid:change_id>
    GET  to_annul annul_change  404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST to_annul annul_change  404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    authorisations/<str:reference>/report
    GET  granted          200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST granted          302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    authorisations/<str:reference>/report/table
    GET  granted          200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST granted          422 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    authorisations/<str:reference>/reports/<uuid:report_id>
    GET  granted reported   200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST granted reported   302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    authorisations/<str:reference>/write-off
    GET  granted          404 404 | 404 404 404 | 404 404 | 404 404 | 200 | log | 404 404
    POST granted          404 404 | 404 404 404 | 404 404 | 404 404 | 302 | log | 404 404
                    authorisations/<str:reference>/write-offs/<uuid:write_off_id>
    GET  granted deduction  404 404 | 404 404 404 | 404 404 | 404 404 | 200 | log | 404 404
    POST granted deduction  404 404 | 404 404 404 | 404 404 | 404 404 | 302 | log | 404 404

                    paper-check
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    paper-check/offline
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    authorisations/offline.js
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    api/v1/authorisations
    GET  -                200 200 | 200 200 200 | 403 403 | 403 403 | 200 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/authorisations/<str:reference>
    GET  granted          200 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST granted          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/authorisations/<str:reference>/ledger
    GET  granted          200 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST granted          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/authorisations/<str:reference>/versions
    GET  granted          200 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST granted          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/authorisations/<str:reference>/surrender
    GET  granted          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST granted          200 404 | 403 404 403 | 404 404 | 404 404 | 403 | 401 | 401 401
                    api/v1/authorisations/<str:reference>/change-requests
    GET  granted          200 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST granted          201 404 | 403 404 403 | 404 404 | 404 404 | 403 | 401 | 401 401
                    api/v1/authorisations/<str:reference>/change-requests/<uuid:change_request_id>/withdraw
    GET  wished wish       405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST wished wish       200 404 | 403 404 403 | 404 404 | 404 404 | 403 | 401 | 401 401
                    api/v1/authorisations/<str:reference>/write-offs
    GET  granted          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST granted          403 404 | 403 404 403 | 404 404 | 404 404 | 201 | 401 | 401 401
                    api/v1/authorisations/<str:reference>/reports
    GET  granted          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST granted          201 404 | 403 404 403 | 404 404 | 404 404 | 403 | 401 | 401 401
                    api/v1/write-offs/<uuid:write_off_id>/reversal
    GET  deduction        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST deduction        403 404 | 403 404 403 | 404 404 | 404 404 | 200 | 401 | 401 401
""" + "".join(
    f"""
                    api/v1/{ONE}/{event}
    GET  may_{event}      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST may_{event}      403 404 | 200 404 200 | 404 404 | 404 404 | 403 | 401 | 401 401
                    api/v1/{ONE}/{event}/<uuid:change_id>/approve
    GET  to_{event} {event}_change  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST to_{event} {event}_change  403 404 | 403 404 200 | 404 404 | 404 404 | 403 | 401 | 401 401
                    api/v1/{ONE}/{event}/<uuid:change_id>/discard
    GET  to_{event} {event}_change  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST to_{event} {event}_change  403 404 | 200 404 200 | 404 404 | 404 404 | 403 | 401 | 401 401
"""
    for event in TWO_OFFICERS
)

TERMS: dict[str, dict[str, Any]] = {
    "amend": {"lines": [{"line": 1, "quantity": "120"}]},
    "correct": {"lines": [{"line": 1, "name": "Encryptor"}]},
    "extend": {"valid_until": "2029-06-30"},
    "renew": {"valid_until": "2029-06-30"},
    "split": {"parts": [{"lines": [{"line": 1, "quantity": "10"}]}]},
}
REPORT: dict[str, Any] = {
    "line": 1,
    "quantity": "1",
    "unit": "pieces",
    "on": TODAY,
    "recipient": "State Hospitals Trust",
    "own_reference": "TX-1",
}
FORMS: dict[str, dict[str, Any]] = {
    "authorisations/find": {"reference": "DE-A-1999-9999"},
    f"{ONE}/propose/<str:event>": {
        "grounds": "The end user passes the goods on.",
        "hearing_waived": "The goods would leave.",
    },
    f"{ONE}/changes/<uuid:change_id>": {"approve": "1"},
    f"{ONE}/ask-for-change": {"kind": "extend", "last_day": "2029-06-01", "reason": "The ship is late."},
    f"{ONE}/report": {
        "own_reference": "TX-9",
        "line": "1",
        "on": TODAY,
        "deducted": "1",
        "recipient": "State Hospitals Trust",
    },
    f"{ONE}/write-off": {
        "mrn": mrn(9),
        "line": "1",
        "deducted": "1",
        "customs_office": "DE004851",
        "destination": "IN",
        "confirmed": "1",
    },
}
BODIES: dict[str, dict[str, Any]] = {
    f"api/v1/{ONE}/write-offs": write_off_body(mrn=mrn(9)),
    f"api/v1/{ONE}/reports": {**REPORT, "own_reference": "TX-8"},
    f"api/v1/{ONE}/change-requests": {"kind": "extend", "reason": "The ship is late."},
    **{f"api/v1/{ONE}/{event}": {"grounds": "Why.", **TERMS.get(event, {})} for event in TWO_OFFICERS},
    **{
        f"api/v1/{ONE}/{event}": {
            "grounds": "Why.",
            "change_request": f"{{wish_{event}}}",
            **TERMS.get(event, {}),
        }
        for event in ASKED
    },
}

# What two officers suspend is denied, and its end user stands against whatever lets another one live on.
DENIED = {"name": "State Hospitals Trust", "address": "1 Park Road", "country": "IN", "kind": "company"}
UNKNOWN_TO_LISTS = {**DENIED, "name": "Kaveri Waterworks", "address": "7 Lake View"}


def furnish(world: World) -> None:
    """One that nobody acts on yet, with a deduction of the customs office; one that is suspended; one about to end."""
    authorisation, suspended = _granted(world), _granted(world, DENIED)
    deduction = write_off(authorisation, mrn=MRN, by=world.people["customs"], at=clock.now())
    said = {"actor": world.people["own"], "at": clock.now()}
    reported = report_transmission(authorisation_id=authorisation.pk, **REPORT, **said)
    _carry_out(suspended, world)
    _propose(_granted(world), "revoke", world)  # something that waits for the approver
    world.names |= {
        "granted": authorisation.reference,
        "status_token": authorisation.token,
        "revoke": "revoke",
        "deduction": deduction.write_off.pk,
        "reported": reported.write_off.pk,
        **{f"may_{event}": authorisation.reference for event in TWO_OFFICERS},
        "may_reinstate": suspended.reference,
        **_wishes(world),
        "spare": _granted(world).reference,
    }


def _wishes(world: World) -> dict[str, Any]:
    """What its holder asks for, of an authorisation for each act that needs it; and a remedy against a revocation."""
    asked = _granted(world)
    wishes = {event: _granted(world) for event in ASKED}
    names = {f"may_{event}": each.reference for event, each in wishes.items()}
    names |= {f"wish_{event}": _wish(each, world).pk for event, each in wishes.items()}
    return names | {"wished": asked.reference, "wish": _wish(asked, world).pk}


def _wish(authorisation: Authorisation, world: World) -> Any:
    said = {"reason": "Two ports.", "actor": world.people["own"], "at": clock.now()}
    return ask_for_change(authorisation_id=authorisation.pk, kind="split", **said)


def makes(world: World) -> dict[str, Callable[[], Any]]:
    """A proposal of the officer's for each act, about an authorisation where no other waits."""
    made: dict[str, Any] = {}

    def paper(event: str) -> Callable[[], str]:
        def make() -> str:
            authorisation = _suspended(world) if event == "reinstate" else _spare(world)
            made[event] = _propose(authorisation, event, world).pk
            return str(authorisation.reference)

        return make

    papers: dict[str, Callable[[], Any]] = {f"to_{event}": paper(event) for event in TWO_OFFICERS}
    changes = {f"{event}_change": lambda event=event: made[event] for event in TWO_OFFICERS}
    return papers | changes


def _spare(world: World) -> Authorisation:
    """Where nothing waits: what a call does is undone; pages are walked one after another, in one world."""
    spare = Authorisation.objects.get(reference=world.names["spare"])
    return _granted(world) if spare.changes.pending().exists() else spare


def _suspended(world: World) -> Authorisation:
    authorisation = _granted(world, DENIED)
    _carry_out(authorisation, world)
    return authorisation


def _granted(world: World, end_user: Mapping[str, str] = UNKNOWN_TO_LISTS) -> Authorisation:
    own = Seat.objects.filter(user=world.people["own"], permission__codename="file", removed_at=None)
    holder = Exporter.objects.get(organisation=own.get().content_object)
    return make_authorisation(holder, at=clock.now() - DAY, end_user=end_user)


def _propose(authorisation: Authorisation, event: str, world: World) -> Any:
    said: dict[str, Any] = {"grounds": "Why.", "actor": world.people["officer"], "at": clock.now()}
    if event in ASKED:
        said["change_request"] = _wish(authorisation, world).pk
    return propose_change(authorisation_id=authorisation.pk, event=event, **said, **TERMS.get(event, {}))


def _carry_out(authorisation: Authorisation, world: World) -> None:
    change = _propose(authorisation, "suspend", world)
    approve_change(
        authorisation_id=authorisation.pk,
        change_id=change.pk,
        actor=world.people["approver"],
        at=clock.now(),
    )
