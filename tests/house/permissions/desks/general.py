"""General authorisations: registered and reported by a company, watched and forbidden by its authority's officers."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from exportctl.core import access, clock
from exportctl.core.rules.permissions import Permission
from licensing.actions.general_bars import approve_bar, propose_bar
from licensing.actions.general_editions import approve_edition, propose_edition
from licensing.actions.general_registrations import register_for_general
from licensing.models import Exporter, GeneralBar, GeneralEdition
from tests.factories import organisation
from tests.house.permissions.world import World
from tests.licensing.general import NATIONAL, TERMS, WAIVED

ONE = "general-authorisations/registrations/<uuid:registration_id>"
BAR = "general-authorisations/bars/<uuid:bar_id>"
TABLE = f"""
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    general-authorisations/own
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    general-authorisations/register/<str:code>
    GET  union_code       200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST union_code       302 302 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    general-authorisations/registrants
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    {ONE}
    GET  registration     200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST registration     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    {ONE}/first-use
    GET  registration     200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST registration     302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    {ONE}/reports
    GET  registration     200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST registration     422 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    {ONE}/request-reports
    GET  registration     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST registration     404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    general-authorisations/bars
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    general-authorisations/bars/new
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
                    {BAR}
    GET  waiting_bar      404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST waiting_bar      404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    {BAR}/letter
    GET  unseen_bar       404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unseen_bar       405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    {BAR}/lift
    GET  standing_bar     404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST standing_bar     404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    {BAR}/service
    GET  standing_bar     404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST standing_bar     404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    general-authorisations/editions
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 422 422 422 | 404 404 | 404 404 | 404 | log | 404 404
                    general-authorisations/editions/terms
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 422 422 422 | 404 404 | 404 404 | 404 | log | 404 404
                    general-authorisations/editions/<uuid:edition_id>
    GET  waiting_edition  404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST waiting_edition  404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404

                    api/v1/general-authorisations/<str:code>/registrations
    GET  union_code       405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST union_code       201 201 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/general-authorisations/<str:code>/first-use
    GET  used_code        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST used_code        201 404 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/general-authorisations/<str:code>/reports
    GET  used_code        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST used_code        201 404 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/general-editions
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                404 404 | 201 201 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/general-editions/<uuid:edition_id>
    GET  waiting_edition  404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST waiting_edition  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/general-editions/<uuid:edition_id>/approve
    GET  waiting_edition  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST waiting_edition  404 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/general-editions/<uuid:edition_id>/discard
    GET  waiting_edition  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST waiting_edition  404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/general-registrations
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/general-bars
    GET  -                200 200 | 200 200 200 | 403 403 | 403 403 | 403 | 401 | 401 401
    POST -                404 404 | 201 422 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/general-bars/<str:reference>
    GET  standing_number  200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST standing_number  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/general-bars/<str:reference>/approve
    GET  waiting_number   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST waiting_number   404 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/general-bars/<str:reference>/discard
    GET  waiting_number   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST waiting_number   404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/general-bars/<str:reference>/lift
    GET  standing_number  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST standing_number  403 404 | 201 404 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/general-bars/<str:reference>/service
    GET  standing_number  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST standing_number  403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
"""
FORMS: dict[str, dict[str, Any]] = {
    f"{ONE}/first-use": {"on": "2026-11-25"},
    f"{BAR}/lift": {"grounds": "Settled."},
    f"{BAR}/service": {"step": "sent", "way": "by_hand", "addressee": "Aquila", "on": "2026-11-25"},
}
BODIES: dict[str, dict[str, Any]] = {
    "api/v1/general-authorisations/<str:code>/first-use": {"on": "2026-11-25"},
    "api/v1/general-authorisations/<str:code>/reports": {"nil": True},
    "api/v1/general-editions": {
        "code": "EU003",
        "body": TERMS,
        "act": "BAnz",
        "act_on": "2026-01-02",
        "starts_on": "2026-11-25",
    },
    "api/v1/general-bars": {"exporter": "{own_number}", "codes": ["EU005"], **WAIVED},
    "api/v1/general-bars/<str:reference>/lift": {"grounds": "Settled."},
    "api/v1/general-bars/<str:reference>/service": {
        "step": "sent",
        "way": "by_hand",
        "addressee": "Aquila",
        "on": "2026-11-25",
    },
}


def furnish(world: World) -> None:
    """The company has used EU002 for longer than a half-year, which is reported, and may not use EU006."""
    own, since = _company(world), clock.now() - timedelta(days=200)
    terms = propose_edition(
        authority=organisation("authority"),
        code="EU002",
        body=TERMS,
        act="BAnz",
        act_on=since.date() - timedelta(days=30),
        starts_on=since.date() - timedelta(days=20),
        actor=world.people["officer"],
        at=since,
    )
    approve_edition(edition_id=terms.pk, actor=world.people["approver"], at=since)
    registration, _is_new = register_for_general(
        exporter_id=own.pk, code="EU002", actor=world.people["own"], at=since
    )
    body = {**WAIVED, "unshared_because": "It exports from here alone."}
    bar = propose_bar(
        exporter_id=own.pk, codes=["EU006"], body=body, actor=world.people["officer"], at=clock.now()
    )
    approve_bar(bar_id=bar.pk, actor=world.people["approver"], at=clock.now())
    world.names |= {
        "registration": registration.pk,
        "union_code": "EU001",
        "used_code": "EU002",
        "standing_bar": bar.pk,
        "standing_number": bar.reference,
        "own_number": own.eori,
        "unseen_bar": uuid4(),  # a letter takes a second to make: its own test makes one
    }


def makes(world: World) -> dict[str, Any]:
    """What waits for a second officer: one at a time of a company, of a code."""
    return {
        "waiting_bar": lambda: _bar(world).pk,
        "waiting_number": lambda: _bar(world).reference,
        "waiting_edition": lambda: _edition(world).pk,
    }


def _company(world: World) -> Exporter:
    (pk,) = access.organisation_ids_of(world.people["own"], Permission.FILE)
    return Exporter.objects.get(pk=pk)


def _bar(world: World) -> GeneralBar:
    own = _company(world)
    if waiting := GeneralBar.objects.pending().filter(exporter=own).first():
        return waiting
    return propose_bar(
        exporter_id=own.pk, codes=["EU005"], body=WAIVED, actor=world.people["officer"], at=clock.now()
    )


def _edition(world: World) -> GeneralEdition:
    if waiting := GeneralEdition.objects.pending().first():
        return waiting
    today = clock.now().date()
    return propose_edition(
        authority=organisation("authority"),
        body=NATIONAL,
        act="BAnz",
        act_on=today - timedelta(days=30),
        starts_on=today,
        actor=world.people["officer"],
        at=clock.now(),
    )
