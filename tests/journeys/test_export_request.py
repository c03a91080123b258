"""An individual export request in the browser, from its first line to the day on which its authorisation is used up."""

import re
from typing import Any

from playwright.sync_api import expect

from licensing.models import Authorisation

EXPORTER, OFFICER, SECOND = "exporter@aquila.example", "officer.de@demo.example", "approver.de@demo.example"
ENCRYPTOR = {
    "name": "Link encryptor",
    "manufacturer": "Isarnetz",
    "model": "LE-10",
    "description": "Encrypts an Ethernet link of 10 Gbit/s with keys of 256 bits. It keeps nothing.",
    "control_entry": "5a002 a",
    "cn_code": "85176200",
    "quantity": "4",
    "value": "22000",
}
STATION = ENCRYPTOR | {"name": "Key station", "model": "KS-1", "quantity": "1", "value": "9000"}


def test_a_request_goes_from_its_first_line_to_a_decision(people: Any) -> None:
    me = people(EXPORTER)
    reference = write_request(me)
    me.tick("declared")
    me.press("Send the request to")
    expect(me.page.locator("h1")).to_contain_text("has your request")
    me.look("receipt")

    officer = people(OFFICER)
    officer.open(f"/cases/{reference}")
    officer.press("Take this case")
    officer.look("case")
    officer.open(f"/cases/{reference}/propose")
    officer.tick("outcome", "grant")
    officer.choose(legal_basis="annex_i")
    officer.fill(grounds="A bank whose branches are known to us.", quantity_1="3")
    officer.fill(hearing_waived="The exporter asked to leave line 2 out.")
    officer.page.locator("summary", has_text="The criteria of Article 15(1)").click()
    officer.fill(criterion_sanctions="None against the destination.")
    officer.page.locator("input[name=granted][value='2']").uncheck()
    officer.look("proposal")
    officer.press("Propose to a second officer")

    second = people(SECOND, width=320)
    second.open(f"/cases/{reference}/decision")
    second.page.get_by_role("link", name=re.compile("Approve or return")).first.click()
    expect(second.page.locator("main")).to_contain_text("1 line is refused")
    second.look("approval")
    second.tick("read")
    second.press("Approve the grant")

    me.open(f"/cases/{reference}/decision")
    expect(me.page.locator("main")).to_contain_text("The export is authorised")
    expect(me.page.locator("main")).to_contain_text("Granted in part")
    expect(me.page.locator("main")).to_contain_text("Valid for 18 months")
    expect(me.page.locator("main")).not_to_contain_text("None against the destination")
    me.look("decision")

    customs = people("customs.de@demo.example")
    paper = Authorisation.objects.get(request__reference=reference)
    customs.open(f"/authorisations/{paper.reference}/write-off")
    customs.tick("line", "1")
    customs.fill(mrn="26DE00000000000077", deducted="3", customs_office="DE004851", destination="GE")
    customs.press("Check it")
    customs.press("Write off")
    me.open(f"/authorisations/{paper.reference}")
    expect(me.page.locator("main")).to_contain_text("Everything that was granted is written off")


def write_request(me: Any) -> str:
    """Two lines, the parties, the end use: everything that the check asks for. Returns its number."""
    me.open("/overview")
    me.press("New export request")
    reference: str = me.page.locator("p.ref").inner_text().split(" · ")[0].strip()
    me.look("no-items")
    for number, item in enumerate((ENCRYPTOR, STATION), start=1):
        me.open(f"/requests/{reference}/items/{number}")
        me.fill(**item)
        me.choose(unit="pieces")
        me.press("Save and return")
    expect(me.page.locator("main table")).to_contain_text("5A002.a")
    me.look("items")
    me.open(f"/requests/{reference}/parties")
    me.choose(destination="GE", end_user_country="GE", end_user_kind="company")
    me.fill(end_user_name="Kolkheti Bank JSC", end_user_address="7 Rustaveli Avenue, Tbilisi")
    me.press("Save and back to the list")
    me.open(f"/requests/{reference}/end-use")
    me.fill(end_use="Links between the branches of a bank.")
    me.tick("waived", "True")
    me.fill(reason="A bank under supervision; the last statement is with you.")
    me.look("end-use")
    me.press("Save and back to the list")
    me.open(f"/requests/{reference}/authorisation")
    me.fill(valid_for_months="18")
    me.press("Save and back to the list")
    me.look("task-list")
    me.open(f"/requests/{reference}/check")
    me.look("check")
    return reference
