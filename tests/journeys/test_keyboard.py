"""The six main ways through the product by somebody who has no mouse; everybody is signed in already."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from licensing import labels
from licensing.models import AuthorisationRequest, InformationRequest, Proposal
from notifications.models import ObjectionProcedure
from tests.journeys.keyboard import Keyboard


@pytest.fixture
def typist(people: Any) -> Callable[..., Keyboard]:
    """At the page that opens when they have signed in, or at that of a link in a letter."""

    def sit_down(email: str, path: str = "/home") -> Keyboard:
        person = people(email)
        person.open(path)
        return Keyboard(person.page)

    return sit_down


def test_an_exporter_writes_a_notification(typist):
    keys = typist("exporter@aquila.example")

    keys.press("New notification")
    keys.write("What is the item called?", "Pocket receiver")
    keys.tick(labels.choices("functions")[0][1])
    keys.pick("Unit", "pieces")
    keys.write("Customs code (CN)", "85176200")
    keys.press("Save and back to the list")
    keys.follow("Due diligence")
    keys.choose("Yes")
    keys.write("Needed with a yes: what you know, and where from", "An offer of 2 May names the ministry.")
    keys.press("Save and back to the list")
    keys.follow("Check answers and declare")

    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(keys.page.locator("main")).to_contain_text("An offer of 2 May names the ministry.")
    expect(keys.page.locator("main")).to_contain_text("Pocket receiver")


def test_an_exporter_answers_the_authority(typist):
    question = InformationRequest.objects.filter(
        request__status="information_requested",
        request__exporter__legal_name__startswith="Aquila",
        answered_at=None,
        withdrawn_at=None,
        wants_correction=False,
    ).earliest("due_on", "pk")
    reference = question.request.reference

    keys = typist("exporter@aquila.example", f"/cases/{reference}")
    keys.follow("Answer the question")
    keys.write("Your answer", "The guard has no access to the recordings.")
    keys.press("Send to BAFA")

    expect(keys.page.locator("main")).to_contain_text("The guard has no access to the recordings.")


def test_an_officer_takes_a_case_and_proposes(typist):
    keys = typist("officer.de@demo.example")
    sent = AuthorisationRequest.objects.filter(status="submitted", authority__member_state="DE")
    waiting = sent.filter(kind="notification").earliest("reference")

    keys.write("Words of the case: reference, item, party, doubt, tag", waiting.reference)
    keys.press("Search")
    keys.follow(waiting.reference)
    keys.press("Take this case")
    keys.follow("Propose a decision")
    keys.choose("Grant")
    keys.pick("Legal basis", "Article 10")
    keys.write("Reasons", "The police of the city uses it in the open, under a judge.")
    keys.press("Propose to a second officer")

    assert waiting.proposals.get().status == "proposed"


def test_a_second_officer_approves(typist):
    others = Proposal.objects.exclude(proposed_by__email__startswith="approver.")  # nobody approves their own
    proposal = others.filter(status="proposed", request__kind="notification").earliest("request__reference")
    state = proposal.request.authority.member_state_id.lower()

    keys = typist(f"approver.{state}@demo.example", f"/cases/{proposal.request.reference}")
    keys.follow("Approve or return")
    keys.tick("I have read the reasons and every text as they stand now.")
    keys.press("Approve the ")

    proposal.refresh_from_db()
    assert proposal.status == "approved"


def test_a_delegate_records_a_position(typist):
    procedure = (
        ObjectionProcedure.objects.filter(status="open")
        .exclude(positions__member_state="FR")
        .exclude(notifying_state="FR")
        .first()
    )
    keys = typist("delegate.fr@demo.example")

    keys.follow(procedure.reference)
    keys.choose("Object: the item should stay off the list")
    keys.tick("Not proportionate")
    keys.write("Reason", "A licence with limits would do.")
    keys.press("Review before recording")
    keys.press("Record the objection")

    expect(keys.page.get_by_role("heading", level=1)).to_contain_text("Receipt")
    assert procedure.positions.get(member_state="FR").stance == "object"


def test_anybody_searches_the_list_and_opens_an_entry(people):
    anybody = people()
    anybody.open("/list")
    keys = Keyboard(anybody.page)
    title = anybody.page.locator("table a").first.inner_text()

    keys.follow("Skip to the content")
    keys.write("Product, function, synonym or customs code", title)
    keys.press("Search")
    keys.follow(title)

    expect(anybody.page.get_by_role("heading", level=1)).to_contain_text(title)


PLAIN = "<p><a href='#'>First</a> <button>Second</button> <a href='#'>Third</a></p>"
FAULTS = {
    "cannot be seen": "<style>button:focus {outline: none}</style>" + PLAIN,
    "is hidden": "<style>button {opacity: 0; pointer-events: none}</style>" + PLAIN,
    "does not leave": PLAIN + "<script>document.querySelector('button').onkeydown = () => false</script>",
    "Nothing is called": PLAIN.replace("Third", "3"),
    "does not reach": PLAIN.replace("<a href='#'>Third", "<a href='#' tabindex='-1'>Third"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_keyboard_notices(fault, chromium):
    page = chromium.new_page()
    page.set_content(FAULTS[fault])

    with pytest.raises(AssertionError, match=fault):
        Keyboard(page).to("Third", "link")
    page.close()


def test_the_keyboard_comes_through_where_nothing_is_wrong(chromium):
    page = chromium.new_page()
    page.set_content(PLAIN)

    Keyboard(page).to("Third", "link")

    assert page.evaluate("document.activeElement.innerText") == "Third"
    page.close()
