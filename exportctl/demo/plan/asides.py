"""What is done beside the course of a case: messages, notes, assessments, advice, evidence, what is kept."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from exportctl.demo.content import read, states
from exportctl.demo.plan.steps import Line

DRAFT, EVIDENCED = "aquila-draft-mediation", "aquila-halo-gateway"
CATALOGUE_CASES = (
    "aquila-cell-survey",
    "aquila-unlock-lab",
    "aquila-mast-gateway",
    "aquila-voice-server",
    "aquila-halo-gateway",
    "aquila-keybreak",
    "boreale-drive-test",
    "boreale-plate-reader",
    "boreale-triage-kit",
    "boreale-jam-locator",
    "cobalto-fraud-engine",
    "cobalto-quality-probe",
    "cobalto-prison-detector",
    "cobalto-hlr-audit",
)
ARCHIVED, UPLOADED_BY = "aquila-cell-survey", "aquila-halo-gateway"
BODIES_ENTERED_WITH = {
    "DE": "aquila-unlock-lab",
    "FR": "boreale-drive-test",
    "IT": "cobalto-fraud-engine",
}  # whose officers enter them, once these are decided
ENTERED = 30  # days before the present: long before any is asked, whatever holidays lie between
ASSESSED = 2  # days before the present: by then every case that is open has been taken

Aside = tuple[str, Line]  # of the case with this key


def asides(cases: Mapping[str, Mapping[str, Any]]) -> dict[str, list[Line]]:
    """The lines of each case, by its key."""
    lines: dict[str, list[Line]] = defaultdict(list)
    for source in (_filing(cases), _conversation(), _deciding(), _granted(), _served()):
        for key, line in source:
            lines[key].append(line)
    return lines


def _conversation() -> Iterator[Aside]:
    content = read("conversation")
    for act, rows in (("write", content["messages"]), ("note", content["notes"])):
        for row in rows:
            yield row["case"], Line(row["days_ago"], act, {"row": row})
    for row in content["corrections"]:
        yield row["case"], Line(row["days_ago"], "amend", {"body": row["body"], "reason": row["reason"]})
    for row in content["questions"]:
        facts = {name: row[name] for name in ("text", "missing", "working_days") if name in row}
        if row["act"] == "ask":
            facts = {"question": row["text"]}
        # A question is overdue from the day after its own on.
        yield row["case"], Line(row["days_ago"], row["act"], facts, apart=row["act"] == "overdue")


def _deciding() -> Iterator[Aside]:
    content = read("deciding")
    for state, bodies in content["bodies"].items():
        for row in bodies:
            yield BODIES_ENTERED_WITH[state], Line(ENTERED, "add_body", {"row": row})
    for key, rows in content["assessments"].items():
        for question, verdict, reason in rows:
            facts = {"question": question, "verdict": verdict, "reason": reason}
            yield key, Line(ASSESSED, "assess", facts)
    for key, rows in content["consultations"].items():
        yield from _consultation(key, rows, content)
    for key, reason in content["conflicts"].items():
        yield key, Line(1, "step_back", {"reason": reason})


def _consultation(key: str, rows: list[dict[str, Any]], content: Mapping[str, Any]) -> Iterator[Aside]:
    """The first conditions, the questions, the advice, then other conditions: so one body is to be asked again."""
    versions = content["conditions"].get(key, [])
    for conditions in versions[:1]:
        yield key, Line(ASSESSED, "draft_conditions", {"conditions": conditions})
    names = [name for _kind, name, *_rest in content["bodies"][states()[key.partition("-")[0]]]]
    for row in rows:
        facts = {"body": names[row["body"]], "question": row["question"], "due_in_days": row["due_in_days"]}
        yield key, Line(row.get("days_ago", ASSESSED), "ask_body", facts)
    for row in rows:
        if row["advice"]:
            yield key, Line(1, "advise", {"body": names[row["body"]], "advice": row["advice"]})
        if row.get("drop"):
            yield key, Line(1, "drop_consultation", {"body": names[row["body"]]})
    for conditions in versions[1:]:
        yield key, Line(1, "draft_conditions", {"conditions": conditions})


def _granted() -> Iterator[Aside]:
    """What customs write off of an authorisation, and what two officers do to it."""
    content = read("authorisations")
    for key, rows in content.items():
        for row in rows if key != "note" else ():
            facts = {name: value for name, value in row.items() if name not in ("days_ago", "act")}
            yield key, Line(row["days_ago"], row["act"], facts)


def _served() -> Iterator[Aside]:
    """How some letters were served."""
    for row in read("letters")["services"]:
        facts = {name: value for name, value in row.items() if name not in ("case", "days_ago", "act")}
        yield row["case"], Line(row["days_ago"], row["act"], facts)


def _filing(cases: Mapping[str, Mapping[str, Any]]) -> Iterator[Aside]:
    """Evidence goes along with a notification; items and parties are kept after it was sent."""
    before = cases[EVIDENCED]["submitted_days_ago"] + 1
    yield EVIDENCED, Line(before, "attach_chart")
    yield EVIDENCED, Line(before, "scan_attachments")
    yield DRAFT, Line(3, "save_end_use")
    yield DRAFT, Line(1, "save_evidence")
    for key in CATALOGUE_CASES:
        yield key, Line(cases[key]["submitted_days_ago"], "keep")
    for row in read("catalogue")["items"]:  # since before it was listed
        yield row["case"], Line(cases[row["case"]]["submitted_days_ago"], "keep_item", {"item": row["item"]})
    yield ARCHIVED, Line(9, "archive")
    yield UPLOADED_BY, Line(1, "upload")
