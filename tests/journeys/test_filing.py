"""A draft in the browser: saved while somebody types, two colleagues at one field, a session that ends meanwhile."""

from typing import Any

from playwright.sync_api import expect

ME, COLLEAGUE = "exporter@aquila.example", "colleague@aquila.example"


def test_a_draft_saves_itself_and_nobody_is_overwritten(people: Any) -> None:
    me, colleague = people(ME), people(COLLEAGUE, width=320)
    me.open("/overview")
    me.press("New notification")
    reference = me.page.locator("p.ref").inner_text().split(" · ")[0].strip()
    line = me.page.locator("[data-saving-line]")

    # A field saves itself; a wrong one says so where it stands, and stays.
    me.fill(name="Pocket receiver")
    me.page.locator("[name=cn_code]").fill("85")
    me.page.locator("[name=cn_code]").blur()
    expect(me.page.locator("#id_cn_code_error")).to_contain_text("eight digits")
    expect(line).to_contain_text("Not saved")
    me.page.locator("[name=cn_code]").fill("85176200")
    me.page.locator("[name=cn_code]").blur()
    expect(line).to_contain_text("Saved ")
    expect(me.page.locator("#id_cn_code_error")).to_have_count(0)

    # A colleague goes on with it; both change the maker.
    colleague.open(f"/notifications/{reference}/item")
    expect(colleague.page.locator("[name=name]")).to_have_value("Pocket receiver")
    colleague.fill(manufacturer="Wrenfield Radio")
    colleague.page.locator("[name=manufacturer]").blur()
    expect(colleague.page.locator("[data-saving-line]")).to_contain_text("Saved ")
    me.fill(manufacturer="Wrenfield")
    me.page.locator("[name=manufacturer]").blur()
    clash = me.page.locator(".clash")
    expect(clash.locator("[data-mine]")).to_have_text("Wrenfield")
    expect(clash.locator("[data-theirs]")).to_have_text("Wrenfield Radio")
    me.look("clash")
    me.press("Take theirs", stays=True)
    expect(me.page.locator("[name=manufacturer]")).to_have_value("Wrenfield Radio")
    expect(line).to_contain_text("Saved ")

    # The session ends elsewhere: the text stays, and is saved after signing in again.
    cookies = me.page.context.cookies()
    me.page.context.clear_cookies()
    me.fill(model="PR-3")
    me.page.locator("[name=model]").blur()
    expect(line).to_contain_text("You are signed out; your text is kept on this page")
    me.look("signed-out")
    me.page.context.add_cookies(cookies)
    me.press("Save now", stays=True)
    expect(line).to_contain_text("Saved ")
    colleague.page.reload()
    expect(colleague.page.locator("[name=model]")).to_have_value("PR-3")
    colleague.look("resumed")


def test_without_javascript_both_values_are_shown(people: Any) -> None:
    me, colleague = people(ME, javascript=False), people(COLLEAGUE, javascript=False)
    me.open("/overview")
    me.press("New notification")
    reference = me.page.locator("p.ref").inner_text().split(" · ")[0].strip()
    me.open(f"/notifications/{reference}/end-use")
    colleague.open(f"/notifications/{reference}/end-use")
    colleague.fill(doubt="The buyer is unknown.")
    colleague.press("Save and back to the list")

    me.fill(end_use="Guarding of a harbour.", doubt="It also works far outside.")
    me.press("Save and back to the list")

    shown = me.page.locator("main").inner_text()
    assert "The buyer is unknown." in shown
    assert "It also works far outside." in shown
    me.tick("choice-doubt", "mine")
    me.press("Save what I chose")
    colleague.page.reload()
    colleague.open(f"/notifications/{reference}/end-use")
    assert colleague.page.locator("[name=doubt]").input_value() == "It also works far outside."
    assert colleague.page.locator("[name=end_use]").input_value() == "Guarding of a harbour."
