"""The frontier on a telephone: a paper in hand, what is left of it, what leaves and what stays; no network at last."""

from playwright.sync_api import expect

from licensing.papers import code_text
from licensing.queries.papers import paper_of
from tests.core.honest_files import png
from tests.journeys.acting import CUSTOMS, OFFICER, granted

MRN = "26DEFRONTIERWEG001"


def test_customs_look_up_write_off_reverse_and_keep_back(people):
    paper = granted()
    customs = people(CUSTOMS, width=320)
    page, main = customs.page, customs.page.locator("main")

    customs.open("/frontier")
    customs.fill(code=paper.reference.lower().replace("-", " "))
    customs.press("Look it up")
    expect(main).to_contain_text("Valid")
    expect(main).to_contain_text("100 pieces left")
    customs.look("card")

    customs.follow("Write off")
    customs.fill(mrn=MRN.lower(), deducted="101", customs_office="DE004851", destination="IN")
    customs.tick("line", "1")
    customs.press("Check it")
    expect(main).to_contain_text("has 100 left on line 1")
    customs.fill(deducted="60")
    customs.press("Check it")
    expect(main).to_contain_text("Left after it: 40 pieces. Nothing is deducted yet.")
    customs.look("checked")
    customs.press("Write off")
    expect(main).to_contain_text("Written off. Left on line 1: 40 pieces.")
    customs.follow("Reverse")
    customs.press("Reverse the write-off")
    expect(main).to_contain_text("The quantity is free again.")

    customs.open(f"/frontier?code={paper.reference}")
    customs.follow("Keep the goods back")
    customs.fill(mrn=MRN, customs_office="DE004851", reason="Another end user stands on the invoice.")
    customs.tick("ground", "article_4")
    customs.press("Keep it back and ask the authority")
    expect(main).to_contain_text(MRN)
    customs.open(f"/frontier?code={paper.reference}")
    expect(main).to_contain_text(f"{MRN}: kept back")

    _code_is_checked_without_a_network(customs, code_text(paper_of(paper.version_id)))
    expect(page).to_have_title("Without a network · exportctl")


def test_customs_only_ask_an_officer_answers_and_it_becomes_a_hold(people):
    paper = granted()
    customs, officer = people(CUSTOMS, width=320), people(OFFICER)
    seen, read = customs.page.locator("main"), officer.page.locator("main")

    customs.open(f"/frontier?code={paper.reference}")
    customs.follow("Only ask")
    customs.look("ask")
    customs.press("Ask the authority")  # without a question
    expect(customs.page.locator(".govuk-error-summary")).to_contain_text("What do you want to know?")
    customs.fill(question="Is the probe on the plate the one of line 1?", customs_office="DE004851")
    photograph = {"name": "plate.png", "mimeType": "image/png", "buffer": png()}
    customs.page.set_input_files("input[name=papers]", photograph)
    customs.press("Ask the authority")
    expect(seen).to_contain_text("BAFA answers")
    expect(seen).to_contain_text("plate.png")
    customs.look("asked")
    address = customs.page.url.removeprefix(customs.site.url)

    officer.open("/customs-enquiries")
    expect(read).to_contain_text("Is the probe on the plate the one of line 1?")
    officer.look("enquiries")
    officer.open(address)
    officer.follow("Answer the enquiry")
    expect(read).to_contain_text("This is information, no decision.")
    officer.look("answer")
    officer.fill(answer="No: the plate is that of the larger model, which is not covered.")
    officer.press("Send the answer")
    expect(read).to_contain_text("Answered")

    customs.open(address)
    expect(seen).to_contain_text("the larger model")
    expect(seen).to_contain_text("Cite it as DE-E-")
    customs.look("answered")
    customs.follow("Keep it back")
    customs.look("hold")
    assert customs.page.input_value("input[name=authorisation]") == paper.reference
    customs.fill(mrn="26DEENQUIRYWEG0001", reason="Another model than the one that was granted.")
    customs.tick("ground", "not_taken_into_account")
    customs.press("Keep it back and ask the authority")
    expect(seen).to_contain_text("26DEENQUIRYWEG0001")
    customs.open(address)
    expect(seen).to_contain_text("The hold that was made of it: 26DEENQUIRYWEG0001")


def _code_is_checked_without_a_network(customs, code):
    """As the telephone's own camera opens it: once with the register, then without, then a forged one."""
    page, address = customs.page, code[code.index("/authorisations/") :]
    forged = address[:-6] + ("AAAA" if address[-6:-2] != "AAAA" else "BBBB") + address[-2:]
    box = page.locator("[data-paper-check]")

    customs.open(address)
    expect(box).to_contain_text("Genuine: it was signed here.")
    customs.look("status")
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    for text, words in ((address, "Genuine: it was signed here."), (forged, "treat the paper as forged")):
        page.goto("about:blank")
        page.goto(customs.site.url + text)
        expect(box.locator("p:visible").first).to_contain_text(words)
    arithmetic = """async (code) => {
        const [message, key, signature] = code.split("#")[1].split(".").map(bytes);
        const other = Uint8Array.from(message, (byte, at) => (at ? byte : byte ^ 1));
        return [await verifiedHere(key, signature, message), await verifiedHere(key, signature, other)];
    }"""
    assert page.evaluate(arithmetic, code) == [True, False]  # a browser that does not know Ed25519
