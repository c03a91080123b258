"""The worklist by keyboard: move, tick, look into a case and come back; and the same without any script."""


def focused(page):
    return page.evaluate("document.activeElement.closest('tr')?.querySelector('.w-ref a')?.textContent")


def test_an_officer_works_by_keys_and_looks_into_a_case_without_leaving_the_list(people):
    officer = people("officer.de@demo.example")
    page = officer.page
    officer.open("/worklist")
    references = page.locator(".table--work tbody .w-ref a").all_inner_texts()
    officer.look("worklist")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page) == references[0]

    bar = page.locator("[data-bulk-bar]")
    assert bar.is_hidden()
    page.keyboard.press("x")
    assert bar.is_visible()
    assert page.locator("[data-ticked]").inner_text() == "1 ticked"

    page.keyboard.press("p")
    panel = page.locator("[data-peek-panel]")
    panel.locator("h1").wait_for()
    assert references[0] in panel.inner_text()
    officer.look("peek")
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert focused(page) == references[0]

    page.keyboard.press("?")
    assert page.locator("[data-keys-dialog]").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jjx?")
    assert page.locator("#q").input_value() == "jjx?"

    page.locator("main h1").first.click()
    page.keyboard.press("o")
    page.wait_for_url("**/cases/**")


def test_without_a_script_the_list_is_a_form_and_keys_do_nothing(people):
    officer = people("officer.de@demo.example", javascript=False)
    page = officer.page
    officer.open("/worklist?view=unassigned")
    row = page.locator(".table--work tbody tr").first
    reference = row.locator(".w-ref a").inner_text()

    assert page.locator("[data-bulk-bar]").is_visible()
    row.locator("input[name=case]").check()
    page.get_by_role("button", name="Assign to me").click()

    assert "1 case is yours now" in page.locator("main").inner_text()
    assert reference not in page.locator(".table--work").inner_text()
    assert page.locator("[data-peek]").first.is_hidden()
    page.locator("#keys summary").click()
    assert "Next and previous case" in page.locator("#keys").inner_text()
