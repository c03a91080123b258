"""What belongs to no case: absences, views and sorting of desks, an agent, the texts and changes of entries."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from exportctl.demo.content import read
from exportctl.demo.plan.steps import COMMISSION, Line, Present, Step, instants

SORTED = ("DE", "FR", "IT")  # whose worklists are full
# State, first day and last day away, counted from the present; the second officer stands in. None began before:
# what the last working days brought would reach one person more, or not, as the weekend lies.
AWAY = (("DE", 6, 9), ("FR", 0, 6), ("IT", 12, 25), ("NL", 0, 3))
# Of these states, too: who is on duty as second officer, from which day to which.
ON_DUTY = (("approver", -4, 9), ("officer", 10, 23))
ENTERED, AGENT_SINCE, LISTED = 9, 95, 2  # days before the present
WATCHED = 12  # before the cases that name them were sent, on any day
# How an officer answers a registration, some days after it came.
ANSWERED = {
    "asked": "ask_about_registration",
    "approved": "approve_registration",
    "refused": "refuse_registration",
}
ANSWERED_AFTER = 5

Story = tuple[str, str, list[Line]]  # its name, its office, its lines


def desk_steps(present: Present) -> list[Step]:
    steps = []
    for place, (name, office, lines) in enumerate(
        [
            *_absences(present),
            *_rosters(present),
            *_views(),
            *_texts(),
            *_service(),
            _agent(),
            _correction(),
            _delisting(),
            *_registrations(),
            *_general(),
            *_classifications(),
            *_routing(),
            _list(),
            *_watched(),
            _rules(),
            *_national_lists(),
            _customs_codes(),
            *_enquiries(),
            *_denials(),
        ]
    ):
        times = instants(
            lines,
            office=present.offices[office],
            today=present.today(office),
            until=present.until(office),
            place=place,
        )
        steps += [
            Step(at, name, "desk", line.act, office, line.facts)
            for line, at in zip(lines, times, strict=True)
        ]
    sorting = [
        Step(present.last(state), f"sorting {state}", "desk", "sort", state, {"state": state})
        for state in SORTED
    ]
    return [*steps, *sorting, *_inboxes(present)]


def _inboxes(present: Present) -> Iterator[Step]:
    """Everybody has looked through their messages on their last working day but one: what is newer is new."""
    for state, emails in sorted(_people().items()):
        office = present.offices[state]
        at = office.day_before(office.day_before(present.last(state)))
        yield Step(at, f"inboxes {state}", "desk", "look_through", state, {"emails": emails})


def _people() -> dict[str, list[str]]:
    """The addresses of everybody by their Member State; the Commission's officers sit in Belgium."""
    named = read("people")
    emails: dict[str, list[str]] = defaultdict(list)
    for state, people in named["authorities"].items():
        emails[state] += [f"{desk}.{state.lower()}@demo.example" for desk in people]
    for exporter in read("exporters")["exporters"]:
        emails[exporter["state"]] += [person["email"] for person in exporter["people"]]
    emails[COMMISSION] += named["commission"]
    return emails


def _absences(present: Present) -> Iterator[Story]:
    for state, first, last in AWAY:
        today = present.today(state)
        days = {"from_on": today + timedelta(days=first), "until_on": today + timedelta(days=last)}
        yield f"absence {state}", state, [Line(ENTERED, "be_away", {"state": state, **days})]


def _rosters(present: Present) -> Iterator[Story]:
    """Who is the second officer of urgent cases: this fortnight, and the next one."""
    for state, _first, _last in AWAY:
        today = present.today(state)
        for desk, first, last in ON_DUTY:
            days = {"from_on": today + timedelta(days=first), "until_on": today + timedelta(days=last)}
            facts = {"state": state, "desk": desk, **days}
            yield f"duty {desk} {state}", state, [Line(ENTERED, "be_on_duty", facts)]


def _views() -> Iterator[Story]:
    for state in SORTED:
        for (desk, views), days_ago in zip(read("tags")[state]["views"].items(), (30, 20), strict=True):
            facts = {"state": state, "desk": desk, "views": views}
            yield f"views {desk} {state}", state, [Line(days_ago, "save_views", facts)]


def _service() -> Iterator[Story]:
    """When a letter counts as served, by two authorities."""
    content = read("letters")
    for state, facts in content["rules"].items():
        line = Line(content["days_ago"], "store_rule", {"state": state, **facts})
        yield f"letters {state}", state, [line]


def _agent() -> Story:
    """A forwarder who files for Aquila until the spring."""
    return "agent", "DE", [Line(AGENT_SINCE, "add_agent")]


def _registrations() -> Iterator[Story]:
    """Companies that registered themselves: entered, confirmed, and what became of it some working days later."""
    for company in read("registrations")["companies"]:
        facts, stage, days_ago = {"key": company["key"]}, company["stage"], company["days_ago"]
        lines = [Line(days_ago, "enter_registration", facts)]
        if stage != "entered":
            lines.append(Line(days_ago, "confirm_registration", facts))
        if act := ANSWERED.get(stage):
            lines.append(Line(max(days_ago - ANSWERED_AFTER, 1), act, facts, apart=False))
        yield f"registration {company['key']}", company["state"], lines


def _classifications() -> Iterator[Story]:
    """Questions about the entry of an item, in every stage."""
    for number, question in enumerate(read("classifications")["questions"], start=1):
        item, state = question["item"], question["state"]
        about = {"state": state, "name": item["name"]}
        lines = [Line(question["days_ago"], "ask_classification", {"by": question["by"], "item": item})]
        if opinion := question.get("opinion"):
            words = {name: value for name, value in opinion.items() if name != "days_ago"}
            lines.append(Line(opinion["days_ago"], "judge_classification", {**about, "opinion": words}))
        if days_ago := question.get("confirmed_days_ago"):
            lines.append(Line(days_ago, "confirm_classification", about))
        yield f"classification {number}", state, lines


def _enquiries() -> Iterator[Story]:
    """What customs only ask: one that is answered, one that waits."""
    for number, enquiry in enumerate(read("customs_enquiries")["enquiries"], start=1):
        state, answer = enquiry["state"], enquiry.get("answer")
        facts = {name: value for name, value in enquiry.items() if name not in ("days_ago", "answer")}
        lines = [Line(enquiry["days_ago"], "ask_enquiry", facts)]
        if answer:
            words = {"state": state, "question": enquiry["question"], "words": answer["words"]}
            lines.append(Line(answer["days_ago"], "answer_enquiry", words))
        yield f"enquiry {number}", state, lines


def _denials() -> Iterator[Story]:
    """What other states told of items that are not listed: passed on to customs, or not yet."""
    content = read("denials")
    for passed in content["passed_requirements"]:
        state, case = passed["state"], passed["case"]
        line = Line(passed["days_ago"], "pass_requirement_on", {"state": state, "case": case})
        yield f"requirement {case} {state}", state, [line]
    for denial in content["denials"]:
        state, paper = denial["state"], denial["paper"]
        days = {"decided": denial["decided_before_days"], "dated": denial["paper_before_days"]}
        lines = [Line(denial["days_ago"], "enter_denial", {"state": state, "paper": paper, **days})]
        if days_ago := denial.get("passed_on_days_ago"):
            number = {"state": state, "paper_number": paper["paper_number"]}
            lines.append(Line(days_ago, "pass_denial_on", number))
        yield f"denial {paper['paper_number']}", state, lines


def _routing() -> Iterator[Story]:
    """By which rules authorities give requests to their teams: one after the other, each of two officers."""
    content = read("routing")
    for state, rules in content["rules"].items():
        lines = []
        for place, rule in enumerate(rules):
            days_ago = content["days_ago"] - 7 * place
            lines.append(Line(days_ago, "propose_routing", {"state": state, "rule": rule}))
            lines.append(Line(days_ago - 1, "approve_routing", {"state": state}, apart=True))
        yield f"routing {state}", state, lines


def _general() -> Iterator[Story]:
    """General authorisations: what states lay down, then who uses one, then who may not."""
    content = read("general")
    for number, edition in enumerate(content["editions"]):
        state, code = edition["state"], edition.get("code") or edition["body"]["code"]
        lines = [
            Line(edition["days_ago"], "lay_down_general", {"edition": edition}),
            Line(edition["days_ago"] - 1, "confirm_general", {"state": state, "code": code}, apart=True),
        ]
        yield f"general {number}", state, lines
    offices = {
        person["email"]: exporter["state"]
        for exporter in read("exporters")["exporters"]
        for person in exporter["people"]
    }
    for use in content["uses"]:
        yield f"use of {use['code']} {use['by']}", offices[use["by"]], list(_use(use))
    for bar in content["bars"]:
        yield f"bar {bar['company']}", bar["state"], list(_bar(bar))


def _use(use: dict[str, Any]) -> Iterator[Line]:
    facts = {"by": use["by"], "code": use["code"]}
    yield Line(use["days_ago"], "register_for_general", facts)
    if planned := use.get("planned_in_days"):
        yield Line(use["days_ago"] - 1, "use_general", {**facts, "in_days": planned})
    elif used := use.get("used_days_ago"):
        yield Line(used, "use_general", facts)
    if report := use.get("report"):
        yield Line(report["days_ago"], "report_general", {**facts, "lines": report["lines"]})


def _bar(bar: dict[str, Any]) -> Iterator[Line]:
    state = {"state": bar["state"]}
    yield Line(bar["days_ago"], "propose_bar", {"bar": bar})
    yield Line(bar["approved_days_ago"], "approve_bar", state, apart=True)
    yield Line(bar["served_days_ago"], "serve_bar", state, apart=True)
    yield Line(bar["lifting_days_ago"], "propose_lifting", {**state, "grounds": bar["lifting"]}, apart=True)


def _texts() -> Iterator[Story]:
    """Two entries explained in three languages, one of them revised; a third waits for its second reader."""
    content = read("texts")
    for entry in content["published"]:
        lines = _published(entry["entry"], entry["days_ago"], entry["texts"])
        if revised := entry.get("revised"):
            lines += _published(entry["entry"], revised["days_ago"], {"en": revised["en"]})
        yield f"text {entry['entry']}", COMMISSION, lines
    waiting = content["waiting"]
    facts = {"entry": waiting["entry"], "language": waiting["language"], "words": waiting["text"]}
    yield f"text {waiting['entry']}", COMMISSION, [Line(waiting["days_ago"], "send_text", facts)]


def _correction() -> Story:
    """An entry whose models the Commission corrected: a colleague approved it on the next working day."""
    correction = read("texts")["correction"]
    facts = {name: correction[name] for name in ("entry", "words", "basis")}
    lines = [
        Line(correction["days_ago"], "correct_entry", facts),
        Line(correction["days_ago"] - 1, "approve_entry_change", {"entry": correction["entry"]}, apart=True),
    ]
    return f"correction {correction['entry']}", COMMISSION, lines


def _delisting() -> Story:
    """An entry that the Commission proposes to take off the list; nobody has approved it yet."""
    delisting = read("texts")["delisting"]
    facts = {name: delisting[name] for name in ("entry", "basis")}
    lines = [Line(delisting["days_ago"], "delist_entry", facts)]
    return f"delisting {delisting['entry']}", COMMISSION, lines


def _list() -> Story:
    """The invented sanctions list, with which every open case is compared."""
    return "sanctions list", COMMISSION, [Line(LISTED, "import_list")]


def _watched() -> Iterator[Story]:
    """Whom an authority wants to look at twice."""
    for row in read("measures")["watched"]:
        words = {name: value for name, value in row.items() if name != "state"}
        yield (
            f"watch {row['name']}",
            row["state"],
            [Line(WATCHED, "watch", {"state": row["state"], "row": words})],
        )


def _rules() -> Story:
    """Rules entered ahead; the first one waits for the second officer of the Commission."""
    rules = read("measures")["rules"]
    lines = [Line(LISTED, "enter_rule", {"row": row}) for row in rules]
    return "rules", COMMISSION, [*lines, Line(1, "propose_rule", {"title": rules[0]["title"]})]


def _national_lists() -> Iterator[Story]:
    """The list of one state, confirmed on the next working day; that of another waits for its second officer."""
    for table in read("national_lists")["lists"]:
        state, days_ago = table["state"], table["days_ago"]
        lines = [Line(days_ago, "read_national_list", {"state": state, "table": table})]
        if table["confirmed"]:
            lines.append(Line(days_ago - 1, "confirm_national_list", {"state": state}, apart=True))
        yield f"national list {state}", state, lines


def _customs_codes() -> Story:
    """Which entries a customs code suggests: read by one officer of the Commission, confirmed by the other."""
    table = read("customs_codes")
    lines = [
        Line(table["days_ago"], "read_customs_codes", {"table": table}),
        Line(table["days_ago"] - 1, "confirm_customs_codes", apart=True),
    ]
    return "customs codes", COMMISSION, lines


def _published(entry: str, days_ago: int, texts: dict[str, Any]) -> list[Line]:
    """Sent in each language; read and published by a colleague on the next working day."""
    facts = {language: {"entry": entry, "language": language} for language in texts}
    sent = [Line(days_ago, "send_text", {**facts[each], "words": words}) for each, words in texts.items()]
    read_ = [
        Line(days_ago - 1, "publish_text", facts[each], apart=number == 0)
        for number, each in enumerate(texts)
    ]
    return sent + read_
