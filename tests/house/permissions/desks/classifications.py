"""Classification questions: a company's and its authority's; customs read what was answered, by its number."""

from typing import Any

from exportctl.core import access, clock
from exportctl.core.rules.permissions import Permission
from licensing.actions.classification_questions import (
    approve_opinion,
    ask_classification,
    propose_opinion,
)
from licensing.models import ClassificationQuestion
from tests.house.permissions.world import World
from tests.licensing.classifying import ITEM, OPINION

ONE = "classifications/<str:reference>"
REST = "api/v1/classifications"
TABLE = f"""
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    classifications
    GET  -                200 200 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    classifications/ask
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                302 302 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    {ONE}
    GET  answered_item    200 404 | 200 404 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST asked_item       302 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    {ONE}/answer
    GET  asked_item       404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST asked_item       404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    {ONE}/letter
    GET  asked_item       404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST asked_item       405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    {REST}
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 401 | 401 401
    POST -                201 201 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    {REST}/<str:reference>
    GET  answered_item    200 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST answered_item    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    {REST}/<str:reference>/withdraw
    GET  asked_item       405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asked_item       200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    {REST}/<str:reference>/opinions
    GET  asked_item       405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asked_item       403 404 | 201 404 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    {REST}/<str:reference>/opinions/<uuid:opinion_id>/approve
    GET  judged_item opinion  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST judged_item opinion  403 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    {REST}/<str:reference>/opinions/<uuid:opinion_id>/discard
    GET  judged_item opinion  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST judged_item opinion  403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
"""
BODIES: dict[str, dict[str, Any]] = {REST: ITEM, f"{REST}/<str:reference>/opinions": OPINION}
FORMS: dict[str, dict[str, Any]] = {
    "classifications/ask": ITEM,
    ONE: {"withdraw": "1"},
    f"{ONE}/answer": OPINION,
}


def furnish(world: World) -> None:
    """One that is open, one that is answered."""
    asked, answered, judged = _ask(world), _ask(world), _ask(world)
    waiting = propose_opinion(
        question_id=judged.pk, body=OPINION, actor=world.people["officer"], at=clock.now()
    )
    ids: dict[str, Any] = {"question_id": answered.pk, "at": clock.now()}
    opinion = propose_opinion(body=OPINION, actor=world.people["officer"], **ids)
    approve_opinion(opinion_id=opinion.pk, actor=world.people["approver"], **ids)
    world.names |= {
        "asked_item": asked.reference,
        "answered_item": answered.reference,
        "judged_item": judged.reference,
        "opinion": waiting.pk,
    }


def _ask(world: World) -> ClassificationQuestion:
    own = world.people["own"]
    (company,) = access.organisation_ids_of(own, Permission.FILE)
    return ask_classification(exporter_id=company, body=ITEM, actor=own, at=clock.now())
