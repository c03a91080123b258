"""Writing a proposal: standard texts, a draft that survives, the letter before it is one, what changed since."""

import pytest
from django.test import Client

from exportctl.core.errors import FourEyes, Invalid, Pending
from exportctl.core.models import User
from exportctl.desks.case.presenters.changes import against_notified, changes_since, returned_before
from licensing.actions import proposals
from licensing.models import Proposal, ProposalDraft
from licensing.rules.authority_texts import inserted
from notifications.actions.standard_texts import approve_text, propose_text, retire_text
from notifications.models import StandardText
from notifications.queries.standard_texts import find_text, in_force
from notifications.rules.standard_texts import shipped
from tests import factories
from tests.factories import AT, DAY, HOUR
from tests.requesting import make_taken_individual

pytestmark = pytest.mark.django_db
WORDS = {"en": "New words.", "de": "Neue Worte.", "fr": "De nouveaux mots."}


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def put_forward(key="repression_risk", *, by=None, **words):
    said = {"titles": WORDS, "texts": WORDS, "reason": "Clearer.", **words}
    return propose_text(key=key, actor=by or factories.make_commissioner(), at=AT, **said)


def test_every_shipped_text_is_offered_in_three_languages():
    assert len(in_force()) == len(shipped()) > 10
    for text in in_force():
        assert all(text.titles[code] and text.texts[code] for code in ("en", "de", "fr"))


def test_an_inserted_text_is_added_once():
    once = inserted("Mine.", ["Standard."], field="grounds")

    assert once == "Mine.\n\nStandard."
    assert inserted(once, ["Standard."], field="grounds") == once
    assert inserted("", ["a", "b"], field="conditions") == "a\nb"


def test_a_text_changes_when_a_second_officer_approves_it_and_not_before():
    before = find_text("repression_risk")
    act = put_forward()
    assert find_text("repression_risk") == before
    with pytest.raises(FourEyes):
        approve_text(text_id=act.pk, actor=act.proposed_by, at=AT)
    with pytest.raises(Pending):
        put_forward()

    approve_text(text_id=act.pk, actor=factories.make_commissioner(), at=AT + HOUR)

    held = find_text("repression_risk")
    assert (held.version, held.text("de"), held.kind) == (2, "Neue Worte.", "grounds")
    assert len(in_force()) == len(shipped())


def test_a_text_is_retired_by_two_officers_and_words_bring_it_back():
    commissioner, second = factories.make_commissioner(), factories.make_commissioner()
    browser, page = signed_in(commissioner), "/reference/texts/repression_risk"
    assert browser.post(page, {"retire": "1"}).status_code == 422

    assert browser.post(page, {"retire": "1", "reason": "Never used."}).status_code == 302
    act = StandardText.objects.get(status="proposed")
    assert find_text("repression_risk") in in_force()
    asked = signed_in(second).get(f"/reference/texts/proposals/{act.pk}").content.decode()
    assert "Officers are offered this text no more" in asked
    approve_text(text_id=act.pk, actor=second, at=AT + HOUR)

    assert "repression_risk" not in [text.key for text in in_force()]
    assert find_text("repression_risk").retired
    listed = browser.get("/reference/texts").content.decode()
    assert "Retired" in listed
    with pytest.raises(Invalid):
        retire_text(key="repression_risk", reason="Again.", actor=commissioner, at=AT + HOUR)
    approve_text(text_id=put_forward().pk, actor=factories.make_commissioner(), at=AT + 2 * HOUR)
    assert find_text("repression_risk") in in_force()


def test_inserting_keeps_what_is_written_and_the_draft_survives_the_session():
    exporter = factories.make_exporter(language="de")
    request = factories.make_taken_request(exporter=exporter)
    form = f"/cases/{request.reference}/propose"
    typed = {"outcome": "refuse", "legal_basis": "human_rights", "grounds": "My own words."}

    answer = signed_in(request.assigned_to).post(
        form, {**typed, "insert": "1", "texts": ["repression_risk", "usage_log"]}
    )

    assert answer.status_code == 302
    page = signed_in(request.assigned_to).get(form).content.decode()
    assert "My own words." in page
    assert find_text("repression_risk").text("de") in page
    assert find_text("usage_log").text("de") in page
    assert not Proposal.objects.exists()
    colleague = signed_in(factories.make_officer())
    assert "My own words." not in colleague.get(f"/cases/{request.reference}/decision").content.decode()


def test_a_proposal_ends_its_draft():
    request = factories.make_taken_request()
    browser = signed_in(request.assigned_to)
    form = f"/cases/{request.reference}/propose"
    typed = {"outcome": "grant", "legal_basis": "human_rights", "grounds": "Fine."}
    browser.post(form, {**typed, "keep": "1"})
    assert ProposalDraft.objects.get().fields["grounds"] == "Fine."

    assert browser.post(form, typed)["Location"].endswith("/decision")

    assert not ProposalDraft.objects.exists()


def test_the_letter_is_shown_from_the_draft_and_again_to_the_second_officer():
    request = factories.make_taken_request()
    browser = signed_in(request.assigned_to)
    letter = f"/cases/{request.reference}/propose/letter"
    assert browser.get(letter).status_code == 404
    typed = {"outcome": "refuse", "legal_basis": "human_rights", "grounds": "CANARY-grounds."}

    browser.post(f"/cases/{request.reference}/propose", {**typed, "preview": "1"})
    page = browser.get(letter).content.decode()
    assert "The export is refused" in page
    assert "CANARY-grounds." in page

    factories.make_proposal(request, grounds="Proposed words.")
    second = signed_in(factories.make_officer()).get(letter).content.decode()
    assert "Proposed words." in second
    assert signed_in(request.submitted_by).get(letter).status_code == 404


def test_a_script_keeps_the_draft_without_a_word_on_the_next_page():
    request = factories.make_taken_request()
    browser, form = signed_in(request.assigned_to), f"/cases/{request.reference}/propose"

    answer = browser.post(form, {"grounds": "Half a sentence", "keep": "1", "quiet": "1"})

    assert (answer.status_code, answer.json()) == (200, {"text": ""})
    page = browser.get(form).content.decode()
    assert "Half a sentence" in page
    assert "Your draft is kept." not in page


def test_the_letter_is_a_file_too_and_carries_no_signature_before_the_decision():
    proposal = factories.make_proposal(grounds="Proposed words.")
    letter = f"/cases/{proposal.request.reference}/propose/letter.pdf"

    answer = signed_in(factories.make_officer()).get(letter)

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7")
    assert b"/EmbeddedFile" not in answer.content
    assert b"decision.json" not in answer.content


def returned():
    proposal = factories.make_proposal(grounds="No court order is usually needed.")
    proposals.return_proposal(
        request_id=proposal.request_id,
        proposal_id=proposal.pk,
        comment="Say it plainly.",
        actor=factories.make_officer(),
        at=AT + 2 * DAY,
    )
    return proposal.request


def test_the_form_starts_from_what_was_returned():
    request = returned()

    page = signed_in(request.assigned_to).get(f"/cases/{request.reference}/propose").content.decode()

    assert "No court order is usually needed." in page


def test_the_second_officer_reads_what_changed_since_the_return():
    request = returned()
    anew = factories.make_proposal(request, grounds="No court order is needed.", at=AT + 3 * DAY)
    every = list(request.proposals.all())

    changes = changes_since(returned_before(anew, every), anew)

    assert {change.where for change in changes} == {"Reasons", "Dossier: grounds"}
    page = signed_in(factories.make_officer()).get(f"/cases/{request.reference}/proposals/{anew.pk}")
    text = page.content.decode()
    assert "Say it plainly." in text
    assert "usually" in text
    assert "<del>" in text


def test_words_other_than_the_exporters_are_shown_beside_theirs():
    proposal = factories.make_proposal(entry={"name": "Catcher"})

    changes = against_notified(proposal.request, proposal)

    assert [(change.where, change.before, change.after) for change in changes] == [
        ("Entry: name", "Cell site simulator", "Catcher")
    ]


def test_what_was_weighed_in_an_earlier_case_is_taken_over_and_marked(product_clock):
    earlier, request = make_taken_individual(), make_taken_individual()
    terms = {"criteria": {"sanctions": "No list names it.", "end_use_and_diversion": ""}}
    factories.approve(factories.make_proposal(earlier, outcome="grant", legal_basis="annex_i", terms=terms))
    product_clock.at = AT + 3 * DAY
    officer, page = Client(), f"/cases/{request.reference}/propose"
    officer.force_login(request.assigned_to, "allauth.account.auth_backends.AuthenticationBackend")

    unknown = officer.post(page, {"take_over": "1", "take_over_from": "DE-2026-09999"})
    nothing = [officer.post(page, {"take_over": "1", "take_over_from": words}) for words in ("", "DE\x00")]
    taken = officer.post(
        page, {"take_over": "1", "take_over_from": earlier.reference.lower(), "grounds": "Fine."}
    )

    assert "has the number DE-2026-09999" in unknown.content.decode()
    assert all("Give the number of the earlier case" in each.content.decode() for each in nothing)
    assert taken.status_code == 302
    shown = officer.get(page).content.decode()
    assert f"Taken over from {earlier.reference}: No list names it." in shown
    assert "Fine." in shown  # what was typed is kept


def is_entry_open(page):
    """Does the fold of the entry's words stand open?"""
    return 'class="govuk-details" open data-opens-with="id_legal_basis"' in page.content.decode()


def test_the_words_of_an_entry_stand_only_where_one_can_follow():
    request = factories.make_taken_request()
    form = f"/cases/{request.reference}/propose"
    officer = signed_in(request.assigned_to)
    assert is_entry_open(officer.get(form))  # it starts from human rights
    assert 'data-choices="human_rights article_5' in officer.get(form).content.decode()
    filled = {
        "outcome": "authorisation_required",
        "legal_basis": "article_4",
        "grounds": "Missiles.",
        "hearing_waived": "Goods at the quay.",
        "dossier_description": "Reads identities.",
        "dossier_grounds": "Missiles.",
    }

    kept = officer.post(form, {**filled, "grounds": ""})
    listing = officer.post(form, {**filled, "legal_basis": "article_5"})
    proposed = officer.post(form, filled)

    assert not is_entry_open(kept)
    assert is_entry_open(listing)
    assert proposed.status_code == 302
    proposal = Proposal.objects.get()
    page = f"/cases/{request.reference}/proposals/{proposal.pk}"
    read = signed_in(factories.make_officer()).get(page).content.decode()
    assert ("You confirm this text" in read, "The public: entry" in read) == (True, False)
    assert against_notified(request, proposal)[0].where == "Dossier: description"
