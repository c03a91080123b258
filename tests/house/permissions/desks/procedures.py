"""The delegate's desk, the team page and the calendar."""

from typing import Any

from exportctl.core import clock
from exportctl.core.actions.calendars import make_calendar_address
from exportctl.core.actions.files import store_file
from exportctl.core.models import Organisation
from licensing.actions.absences import enter_absence
from licensing.actions.authority_texts import add_text
from licensing.actions.decision_periods import propose_period
from licensing.actions.duty_turns import enter_turn
from licensing.actions.letterheads import propose_letterhead
from licensing.actions.routing_rules import approve_routing_rule, propose_routing_rule
from licensing.models import Document
from notifications.actions.contributions import ask_authority
from notifications.actions.releases import release_part
from notifications.models import ObjectionProcedure
from tests.factories import DAY
from tests.house.permissions.world import World

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    procedures/<str:reference>/questions
    GET  window           404 404 | 200 404 200 | 200 200 | 200 200 | 404 | log | 404 404
    POST window           404 404 | 404 404 404 | 302 404 | 404 404 | 404 | log | 404 404
                    procedures/<str:reference>/questions/<int:question_id>
    GET  window asked_by_state    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST window asked_by_state    404 404 | 302 404 302 | 302 404 | 404 404 | 404 | log | 404 404
                    procedures/<str:reference>/instructions
    GET  window           404 404 | 404 404 404 | 200 404 | 404 404 | 404 | log | 404 404
    POST window           404 404 | 404 404 404 | 302 404 | 404 404 | 404 | log | 404 404
                    procedures/<str:reference>/release/<str:what>
    GET  window part_released 404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST window part_released 404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    procedures/<str:reference>/files/<uuid:document_id>
    GET  window released_file 404 404 | 200 404 200 | 200 200 | 200 200 | 404 | log | 404 404
    POST window released_file 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    GET  window document  404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    procedures/<str:reference>/table.csv
    GET  window           404 404 | 200 404 200 | 200 200 | 200 200 | 404 | log | 404 404
    POST window           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    team
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 422 422 | 404 404 | 404 404 | 404 | log | 404 404
                    team/absences/<uuid:absence_id>/end
    GET  absence          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST absence          404 404 | 404 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    team/duty-roster
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 422 422 422 | 404 404 | 404 404 | 404 | log | 404 404
                    team/duty-roster/<uuid:turn_id>/remove
    GET  turn             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST turn             404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/duty-roster
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    team/periods
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    team/periods/<uuid:change_id>
    GET  period_change    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST period_change    404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    team/letterhead
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 422 302 422 | 404 404 | 404 404 | 404 | log | 404 404
                    team/letterhead/<uuid:change_id>
    GET  letterhead       404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST letterhead       404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    team/routing
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 422 302 422 | 404 404 | 404 404 | 404 | log | 404 404
                    team/routing/<uuid:rule_id>
    GET  routing_rule     404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST routing_rule     404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    team/routing/<uuid:rule_id>/remove
    GET  standing_rule    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST standing_rule    404 404 | 422 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/routing-rules
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                404 404 | 409 201 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/routing-rules/<uuid:rule_id>/removal
    GET  standing_rule    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST standing_rule    404 404 | 409 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/routing-rules/<uuid:rule_id>/approve
    GET  routing_rule     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST routing_rule     404 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/routing-rules/<uuid:rule_id>/discard
    GET  routing_rule     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST routing_rule     404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    team/texts
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    team/texts/<uuid:text_id>
    GET  own_text         404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST own_text         404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    account/calendar
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | log | 200 200
    POST -                201 201 | 201 201 201 | 201 201 | 201 201 | 201 | log | 201 201
                    calendar/<str:secret>.ics
    GET  secret           200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST secret           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    GET  word             404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
"""

BODIES = {
    "api/v1/routing-rules": {
        "purpose": "team",
        "team": "Cyber",
        "criteria": {"entries": ["5A"]},
        "reason": "One team.",
    },
    "api/v1/routing-rules/<uuid:rule_id>/removal": {"reason": "No team any more."},
}
FORMS = {
    "procedures/<str:reference>/questions": {"text": "Is a court order needed?"},
    "procedures/<str:reference>/questions/<int:question_id>": {"text": "Yes, after thirty days."},
    "procedures/<str:reference>/instructions": {"text": "Ask first."},
    "procedures/<str:reference>/release/<str:what>": {"reason": "Two delegations asked."},
    "team/periods": {
        "kind": "individual",
        "working_days": "20",
        "starts_on": "{later}",
        "reason": "New law.",
    },
    "team/routing": {"purpose": "team", "team": "Cyber", "entries": "5A", "reason": "One team."},
    "team/routing/<uuid:rule_id>/remove": {"reason": "No team any more."},
    "team/letterhead": {"office": "Unit 22", "reason": "Moved."},
    "team/texts": {"field": "message", "title": "Thanks", "text_en": "Thank you."},
    "team/texts/<uuid:text_id>": {"title": "Operator", "text_en": "Who runs it?"},
    "team/duty-roster": {"officer": "{deputy}", "from_on": "{later}", "until_on": "{later}"},
    "team": {"from_on": "{later}", "until_on": "{later}", "deputy": "{deputy}"},
}


def furnish(world: World) -> None:
    """A question, a file that was released, an absence and a decision period to come, and the officer's calendar."""
    people, at = world.people, clock.now()
    window = ObjectionProcedure.objects.get(reference=world.names["window"])
    question = ask_authority(procedure_id=window.pk, text="Who runs it?", actor=people["delegate"], at=at)
    file = store_file(content=b"A brochure.", name="brochure.txt", media_type="text/plain", at=at)
    document = Document.objects.create(
        request=window.request, kind="attachment", name="brochure.txt", file=file, created_at=at
    )
    release_part(
        procedure_id=window.pk,
        part="file",
        document_id=document.pk,
        reason="Asked for.",
        actor=people["officer"],
        at=at,
    )
    authority = Organisation.objects.get(kind="authority", member_state="DE")
    period = propose_period(
        authority=authority,
        kind="notification",
        working_days=20,
        starts_on=(at + 60 * DAY).date(),
        reason="New law.",
        actor=people["officer"],
        at=at,
    )
    letterhead = propose_letterhead(
        authority=authority, office="Unit 21", reason="New unit.", actor=people["officer"], at=at
    )
    given: dict[str, Any] = {
        "authority": authority,
        "reason": "One team.",
        "actor": people["officer"],
        "at": at,
    }
    standing = propose_routing_rule(purpose="team", team="Chemicals", criteria={"entries": ["1C"]}, **given)
    approve_routing_rule(rule_id=standing.pk, actor=people["approver"], at=at)
    rule = propose_routing_rule(purpose="team", team="Cyber", criteria={"entries": ["5A"]}, **given)
    text = add_text(
        authority=authority,
        field="question",
        title="Operator",
        texts={"en": "Who runs it?"},
        actor=people["officer"],
        at=at,
    )
    absence = enter_absence(
        authority=authority,
        deputy=people["officer"],
        from_on=(at + 60 * DAY).date(),
        until_on=(at + 65 * DAY).date(),
        actor=people["approver"],
        at=at,
    )
    turn = enter_turn(
        authority=authority,
        officer=people["officer"],
        from_on=(at + 60 * DAY).date(),
        until_on=(at + 65 * DAY).date(),
        actor=people["approver"],
        at=at,
    )
    FORMS["team"]["deputy"] = str(people["approver"].pk)
    world.names |= {
        "asked_by_state": question.pk,
        "part_released": "doubt",
        "released_file": document.pk,
        "absence": absence.pk,
        "turn": turn.pk,
        "period_change": period.pk,
        "letterhead": letterhead.pk,
        "routing_rule": rule.pk,
        "standing_rule": standing.pk,
        "own_text": text.pk,
        "secret": make_calendar_address(user=people["officer"], at=at),
    }
