"""The whole loop in a browser: notified, refused by two, objected to by one, closed by the clock, listed."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from notifications.models import ObjectionProcedure
from notifications.queries.red_flags import questions
from tests.thorough import THOROUGH, some

ITEM = {
    "name": "Pocket receiver for mobile identifiers",
    "manufacturer": "Wrenfield Radio",
    "model": "PR-3",
    "description": "A receiver the size of a telephone. It lists the identifiers of all mobile phones nearby.",
    "cn_code": "85176200",
    "quantity": "12",
    "value": "96000.00",
    "currency": "EUR",
    "planned_on": "2027-02-15",
}
GROUNDS = "Identifiers of everybody nearby are kept. No court order is needed at the destination."


def notify(person: Any) -> str:
    """Fill in the notification and send it; returns the request's reference."""
    fold = person.page.locator("summary", has_text="New notification or request")
    if fold.is_visible():  # on a phone what can be begun stands behind one button
        fold.click()
    person.press("New notification")
    person.fill(**ITEM)
    person.choose(unit="pieces")
    person.tick("functions", "user_identification")
    person.look("item")
    person.press("Save and back to the list")
    person.look("task-list")
    person.follow("Destination and parties")
    person.fill(end_user_name="Harbour Guard", end_user_address="Quay 1, Port Said")
    person.choose(destination="EG", end_user_country="EG", end_user_kind="police")
    person.press("Save and continue")
    person.fill(end_use="Guarding of a harbour.", doubt="It also works far outside the harbour.")
    person.press("Save and continue")
    answer_questions(person)
    person.follow("What you must do")
    person.look("what-the-answers-ask")
    person.follow("Check answers and declare")
    person.look("check")
    person.tick("declared")
    person.press("Send the notification")
    person.look("receipt")
    return person.page.locator(".sent__ref b").inner_text().strip()


def answer_questions(person: Any) -> None:
    """All on one page; the one that is a yes says what is known, and has a document on a page of its own."""
    unfold(person)
    for question in questions():
        said = "no" if question.flag_when == "yes" else "unknown"
        person.tick(f"answer_{question.key}", "yes" if question.key == "security_service" else said)
    person.press("Save and continue")
    expect(person.page.locator("#open")).to_contain_text("1 question is still open")
    person.page.locator("#open a").first.click()
    person.fill(
        evidence_security_service="The guard reports to the ministry of the interior (organisation chart, page 2)."
    )
    person.look("questions")
    person.press("Save and continue")
    person.page.locator("main a[href*='/due-diligence/security_service']").click()
    attach(person, "organisation-chart.txt")
    person.press("Save and continue")


def unfold(person: Any) -> None:
    """What a phone folds."""
    for fold in person.page.locator("main details.phone-fold").all():
        if fold.is_visible() and fold.get_attribute("open") is None:
            fold.locator("> summary").click()


def attach(person: Any, name: str) -> None:
    """A document as evidence. What is written already stays when the page comes back with the file."""
    chart = {"name": name, "mimeType": "text/plain", "buffer": b"Harbour Guard: ministry of the interior."}
    person.page.locator("[name=file]").set_input_files(chart)
    person.press("Save, add another file")
    assert name in person.page.locator("#evidence").inner_text()
    assert person.page.locator("input[name=answer][value=yes]").is_checked()
    assert "organisation chart" in person.page.locator("[name=evidence]").input_value()
    person.look("evidence-attached")


def refuse(officer: Any, reference: str) -> None:
    """The first officer takes the case and proposes a refusal; the words are not confirmed by themselves."""
    officer.open("/worklist")
    officer.look("worklist")
    officer.open(f"/cases/{reference}")
    officer.press("Take this case")
    officer.look("case")
    officer.follow("Propose a decision")
    assert not officer.page.locator("[name=dossier_confirmed]").is_checked()
    officer.tick("outcome", "refuse")
    officer.fill(grounds=GROUNDS, dossier_grounds=GROUNDS, hearing_waived="The goods are at the quay.")
    insert_a_standard_text(officer)
    officer.press("Propose to a second officer")
    assert officer.page.locator("body").inner_text().count("Confirm the words for") >= 2
    officer.look("words-not-confirmed")
    officer.tick("dossier_confirmed")
    officer.tick("entry_confirmed")
    officer.press("Propose to a second officer")
    officer.look("proposed")


def insert_a_standard_text(officer: Any) -> None:
    """It joins the reasons that are written already; nothing else is lost."""
    officer.page.locator("summary", has_text="Insert standard texts").click()
    reason = officer.page.locator(".govuk-checkboxes__item", has=officer.page.locator("input[name=texts]"))
    reason.filter(has_text="Reason").first.locator("input").check()
    officer.press("Insert the chosen texts")
    grounds = officer.page.locator("[name=grounds]").input_value()
    assert GROUNDS in grounds
    assert len(grounds) > len(GROUNDS)
    assert officer.page.locator("input[name=outcome][value=refuse]").is_checked()
    assert officer.page.locator("[name=dossier_grounds]").input_value() == GROUNDS


def approve(approver: Any, reference: str) -> None:
    approver.open(f"/cases/{reference}")
    approver.follow("Approve or return")
    approver.look("approval")
    approver.tick("read")
    approver.press("Approve the refusal")
    approver.look("decided")


def object_(delegate: Any, reference: str) -> None:
    delegate.open("/procedures")
    delegate.look("procedures")
    delegate.open(f"/procedures/{reference}")
    delegate.tick("stance", "object")
    delegate.tick("grounds", "proportionality")
    delegate.fill(reason="A licence with limits would do.")
    delegate.look("procedure")
    delegate.press("Review before recording")
    delegate.look("review")
    delegate.press("Record the objection")
    assert "Receipt" in delegate.page.locator("h1").inner_text()
    delegate.look("receipt")
    delegate.open(f"/procedures/{reference}/record")
    delegate.look("record")


def close(anybody: Any, procedure: ObjectionProcedure) -> None:
    """Move the demonstration's clock past the window's end, with the page's own form."""
    anybody.open("/demo/clock")
    anybody.fill(day=(procedure.closes_at + timedelta(days=2)).date().isoformat())
    anybody.press("Go there")
    anybody.look("clock")


def test_a_doubt_becomes_a_listed_item(people):
    exporter = people()
    exporter.sign_in("exporter@aquila.example")
    exporter.look("overview")
    reference = notify(exporter)

    refuse(people("officer.de@demo.example"), reference)
    approve(people("approver.de@demo.example"), reference)
    procedure = ObjectionProcedure.objects.get(request__reference=reference)
    object_(people("delegate.fr@demo.example"), procedure.reference)
    close(exporter, procedure)

    public = people()
    public.open("/list?q=Pocket+receiver")
    public.look("found")
    public.follow("Pocket receiver for mobile identifiers")
    assert "fewer than 5" in public.page.locator("body").inner_text()
    assert "Aquila" not in public.page.content()
    public.look("entry")
    exporter.open(f"/cases/{reference}")
    assert "EU-wide list" in exporter.page.locator("body").inner_text()
    exporter.look("case-after")


@pytest.mark.parametrize(
    ("width", "javascript"), [(320, True), (1280, False)] if THOROUGH else [(320, False)]
)
def test_notification_decision_and_position_work_on_a_phone_and_without_javascript(people, width, javascript):
    at = {"width": width, "javascript": javascript}
    exporter = people(**at)
    exporter.sign_in("exporter@boreale.example")
    reference = quietly(exporter, notify, javascript)
    quietly(people("officer.fr@demo.example", **at), lambda person: refuse(person, reference), javascript)
    quietly(people("approver.fr@demo.example", **at), lambda person: approve(person, reference), javascript)
    procedure = ObjectionProcedure.objects.get(request__reference=reference)
    delegate = people("delegate.pl@demo.example", **at)
    quietly(delegate, lambda person: object_(person, procedure.reference), javascript)
    assert procedure.positions.get().member_state_id == "PL"


def quietly(person: Any, do: Any, javascript: bool) -> Any:
    """Without JavaScript there is no axe: pictures only."""
    if not javascript:
        person.look = lambda what: None
    return do(person)


PUBLIC = (
    "/",
    "/list",
    "/list/CS-0009",
    "/list/changes",
    "/screening",
    "/majority",
    "/deadlines",
    "/statistics",
    "/verify",
)
FRAME = ("/trust", "/accessibility", "/privacy", "/security", "/accounts/login/")


@pytest.mark.parametrize(("language", "width"), some([("en", 1280), ("fr", 320), ("de", 320)], 2))
def test_public_pages_are_accessible_in_every_language(people, language, width):
    """With the demo data; every page of everybody, with one case of each kind: test_every_page."""
    person = people(language=language, width=width)
    for path in (*PUBLIC, *FRAME):
        person.open(path)
        person.look(path.strip("/").replace("/", "-") or "home")


def test_the_commission_sees_its_desk(people):
    person = people("commission@demo.example")
    for path in (
        "/monitor",
        "/monitor/rule-set",
        "/reference",
        "/reference/holidays/FR/2026",
        "/procedures?closed=1",
    ):
        person.open(path)
        person.look(path.strip("/").replace("/", "-").replace("?", "-"))
