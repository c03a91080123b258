"""The warning before a session ends, by the browser's own clock: stay, or go back to what was typed."""

from playwright.sync_api import expect

from licensing.models import AuthorisationRequest

MINUTE = 60_000
WORDS = "Half a reason"


def test_an_idle_officer_is_warned_may_stay_and_keeps_what_was_typed(people):
    officer = people("officer.de@demo.example")
    case = AuthorisationRequest.objects.filter(status="under_review", authority__member_state="DE").first()
    page = officer.page
    page.clock.install()
    officer.open(f"/cases/{case.reference}/ask")
    page.locator("[name=question]").fill(WORDS)
    warning = page.get_by_role("dialog", name="You will be signed out soon")

    page.clock.fast_forward(51 * MINUTE)
    expect(warning).to_be_visible()
    expect(warning.get_by_role("button")).to_be_focused()
    officer.look("warned")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(warning.get_by_role("button")).to_be_focused()
    officer.press("Stay signed in", stays=True)
    expect(warning).to_be_hidden()
    expect(page.locator("[name=question]")).to_be_focused()

    page.clock.fast_forward(51 * MINUTE)
    expect(warning).to_be_visible()
    page.keyboard.press("Escape")
    expect(warning).to_be_hidden()

    page.clock.fast_forward(51 * MINUTE)
    page.clock.fast_forward(10 * MINUTE)
    ended = page.get_by_role("dialog", name="You have been signed out")
    expect(ended).to_be_visible()
    expect(ended.get_by_role("button")).to_have_count(1)
    officer.look("ended")
    officer.press("Back to what you typed", stays=True)
    expect(ended).to_be_hidden()
    expect(page.locator("[name=question]")).to_have_value(WORDS)
    page.clock.fast_forward(MINUTE)
    expect(ended).to_be_hidden()
