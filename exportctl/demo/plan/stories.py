"""The course of a case: its lines in order, and the instants that they have on a day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from exportctl.demo.plan.offices import Office
from exportctl.demo.plan.steps import GAP, Line, Present, Step, instants
from exportctl.demo.plan.windows import Window

RETURNED = 2  # days before the present
ANSWER_DAYS = 10  # working days that an officer gives for an answer
WITH_PROCEDURE = ("refused_open", "refused_closed_listed", "refused_closed_lapsed", "procedure_withdrawn")


def course(case: Mapping[str, Any]) -> list[Line]:
    """The steps of the case itself, up to its stage."""
    stage, sent = case["stage"], case["submitted_days_ago"]
    draft, submit = ("draft_request", "submit_request") if "request" in case else ("draft", "submit")
    if stage == "draft":
        started = case["started_days_ago"]
        return [Line(started, draft), *_statement(case, started)]
    lines = [Line(sent + 1, draft), *_statement(case, sent), Line(sent, submit, apart=True)]
    if stage == "submitted":
        return lines
    lines += [Line(sent - 1, "take"), *_urgency(case), *_questions(case)]
    if stage == "withdrawn":
        lines.append(Line(sent - 9, "withdraw"))
    elif case.get("closing"):  # stage "closing": waits for a second officer
        ended = case["closed_days_ago"]
        lines += [Line(ended, act) for act in ("close_case", "approve_closing")[: 1 + (stage == "closed")]]
    elif case["proposal"]:
        lines += _decision(case)
    return lines


def _urgency(case: Mapping[str, Any]) -> list[Line]:
    """Where an officer puts it first, on the day on which it is taken."""
    return [Line(case["submitted_days_ago"] - 1, "put_first")] if "urgent" in case else []


def _statement(case: Mapping[str, Any], days_ago: int) -> list[Line]:
    """The link to the end user abroad, where there is one, and what came of it."""
    if not (link := case.get("statement_link")):
        return []
    lines = [Line(days_ago, "send_statement_link")]
    return lines + (
        [Line(days_ago, "open_statement"), Line(days_ago, "sign_statement")] if "signed" in link else []
    )


def _questions(case: Mapping[str, Any]) -> list[Line]:
    """Each question a day after what was before it, its answer four days later."""
    lines, day = [], case["submitted_days_ago"] - 1
    for request in case["information_requests"]:
        day -= 1
        lines.append(Line(day, "ask", {"question": request["question"]}))
        if request["answer"]:
            day -= 4
            lines.append(Line(day, "answer", {"answer": request["answer"]}, apart=True))
    return lines


def _decision(case: Mapping[str, Any]) -> list[Line]:
    decided = case["decided_days_ago"]
    if case["stage"] == "returned":  # the first officer has it back
        return [Line(RETURNED + 1, "propose"), Line(RETURNED, "send_back", apart=True)]
    if decided is None:  # stage "proposed": waits for a second officer
        return [Line(1, "propose")]
    lines = []
    if case["returned"]:
        lines += [Line(decided + 2, "propose"), Line(decided + 2, "send_back")]
    lines += [Line(decided + 1, "propose"), Line(decided, "approve", apart=True)]
    if case["stage"] == "procedure_withdrawn":
        withdrawn = case["withdrawn_days_ago"]
        lines += [Line(withdrawn, "propose_withdrawal"), Line(withdrawn, "approve_withdrawal")]
    return lines


def story(
    case: Mapping[str, Any], aside: Sequence[Line], *, state: str, present: Present, place: int
) -> list[Step]:
    """The case's course and what is done `aside` from it, in the order of their days, then their sequence."""
    lines = sorted([*course(case), *aside], key=lambda line: -line.days_ago)
    office, today = present.offices[state], present.today(state)
    settle = partial(instants, office=office, today=today, place=place)
    if case["stage"] in WITH_PROCEDURE:
        times, meanwhile = _around_window(case, lines, state=state, present=present, settle=settle)
    else:
        times, meanwhile = settle(lines, until=present.until(state)), []
    steps = [
        Step(at, case["key"], "course", line.act, state, _facts(lines[n:], times[n:], office, today))
        for n, (line, at) in enumerate(zip(lines, times, strict=True))
    ]
    return steps + meanwhile


def _around_window(
    case: Mapping[str, Any],
    lines: Sequence[Line],
    *,
    state: str,
    present: Present,
    settle: "partial[list[datetime]]",
) -> tuple[list[datetime], list[Step]]:
    """The refusal on its day, or as much earlier as the steps in its window need; and these steps."""
    until, place = present.until(state), settle.keywords["place"]
    opening = next(number for number, line in enumerate(lines) if line.act == "approve")
    before, after = lines[: opening + 1], lines[opening + 1 :]
    later = settle(after, until=until)
    bound = later[0] - GAP if later else until
    ends = later[0] if case["stage"] == "procedure_withdrawn" else until
    while True:
        times = settle(before, until=bound)
        meanwhile = Window(case, state, times[-1], present, place).steps()
        if all(step.at < ends for step in meanwhile):
            return times + later, meanwhile
        bound = present.offices[state].day_before(times[-1])


def _facts(lines: Sequence[Line], times: Sequence[datetime], office: Office, today: date) -> dict[str, Any]:
    """Those of the first line, with the day until which an answer is awaited where it asks for one."""
    line, calendar = lines[0], office.calendar
    facts, day = dict(line.facts), calendar.local_date(times[0])
    if line.act == "ask":
        facts["due_on"] = _due(lines, times, office) or calendar.last_day(day, ANSWER_DAYS)
    elif line.act == "more_time":
        facts["due_on"] = calendar.last_day(day, facts.pop("working_days"))
    elif line.act == "ask_body":
        facts["due_on"] = office.working_day(today + timedelta(days=facts.pop("due_in_days")))
    return facts


def _due(lines: Sequence[Line], times: Sequence[datetime], office: Office) -> date | None:
    """The day of a question that becomes overdue, or gets more time, later on; None for any other."""
    for line, at in zip(lines, times, strict=True):
        day = office.calendar.local_date(at)
        if line.act == "answer":
            return None
        if line.act == "overdue":
            return office.working_day_before(day)
        if line.act == "grant_time":
            return day
    return None
