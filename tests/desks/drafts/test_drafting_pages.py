"""The pages of a draft: saved field by field or as a whole, by two people at once, with and without JavaScript."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from exportctl.core.models import AuditEvent
from notifications.actions.notifications import change_draft, submit
from notifications.models import Attachment
from notifications.queries.red_flags import questions, topics
from notifications.rules.red_flags import current_version, question_keys
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEY = question_keys(current_version())[0]


@pytest.fixture
def exporter():
    return factories.make_exporter()


@pytest.fixture
def draft(exporter, product_clock):
    return factories.make_notification(exporter, at=AT)


@pytest.fixture
def me(draft):
    return browser_of(draft.created_by)


def browser_of(user):
    browser = Client()
    browser.force_login(user, BACKEND)
    return browser


def page(name, draft, *args):
    return reverse(f"desks:{name}", args=[draft.reference, *args])


def loaded_on(response):
    """What the page says each field was when it was shown."""
    return re.search(r'name="loaded" value="([^"]*)"', response.content.decode())[1].replace("&quot;", '"')


def save(browser, draft, field, value, *, part="end-use", loaded="{}"):
    sent = {"part": part, "field": field, field: value, "loaded": loaded}
    return browser.post(page("save_field", draft), sent)


def by_colleague(draft, exporter, **body):
    colleague = factories.make_filer(exporter)
    change_draft(notification_id=draft.pk, body=body, actor=colleague, at=AT)
    return colleague


# --- one field ---------------------------------------------------------------------------------------


def test_a_field_is_saved_by_itself(draft, me):
    before = loaded_on(me.get(page("part", draft, "end-use")))

    answer = save(me, draft, "doubt", "A new doubt.", loaded=before)

    draft.refresh_from_db()
    told = answer.json()
    assert answer.status_code == 200
    assert re.fullmatch(r"Saved \d\d:\d\d", told["text"])
    assert (draft.body["doubt"], told["revision"]) == ("A new doubt.", draft.revision)
    assert told["loaded"] == json.loads(loaded_on(me.get(page("part", draft, "end-use"))))["doubt"]


def test_several_choices_and_an_answer_are_fields_too(draft, me):
    assert save(me, draft, "functions", ["location", "intrusion"], part="item").status_code in (200, 422)
    assert save(me, draft, "answer", "unknown", part=KEY).status_code == 200

    draft.refresh_from_db()
    assert draft.body["red_flags"][KEY]["answer"] == "unknown"


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [("item", "cn_code", "85"), ("item", "planned_on", "soon"), ("parties", "destination", "Atlantis")],
)
def test_a_wrong_value_is_told_at_its_field_and_not_kept(draft, me, part, field, value):
    held = draft.body

    answer = save(me, draft, field, value, part=part)

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert draft.body == held


@pytest.mark.parametrize(
    ("language", "field", "typed", "kept", "shown"),
    [
        ("de", "value", "480.000", "480000", "480000"),
        ("de", "quantity", "2.5", "2.5", "2,5"),
        ("fr", "value", "480 000,50", "480000.5", "480000,5"),
        ("en", "value", "480.000", None, None),  # asked
    ],
)
def test_a_number_is_kept_as_its_reader_meant_it_and_the_page_shows_it(
    draft, me, language, field, typed, kept, shown
):
    me.cookies["language"] = language
    before, held = loaded_on(me.get(page("part", draft, "item"))), draft.body[field]

    answer = save(me, draft, field, typed, part="item", loaded=before)

    draft.refresh_from_db()
    assert (answer.status_code, draft.body[field]) == ((200, kept) if kept else (422, held))
    assert answer.json().get("stored") == shown
    if shown:
        assert f'value="{shown}"' in me.get(page("part", draft, "item")).text


@pytest.mark.parametrize(
    ("part", "field", "typed", "stored"),
    [
        ("item", "cn_code", "8517 69 90", "85176990"),
        ("item", "cn_code", "8517.69.90", "85176990"),
        ("item", "cn_code", "85176990 ", None),  # nothing to show
        ("item", "currency", "usd", "USD"),
        ("end-use", "doubt", "Two\r\nlines. ", None),
    ],
)
def test_a_code_stored_in_another_spelling_is_told_to_the_page(draft, me, part, field, typed, stored):
    before = loaded_on(me.get(page("part", draft, part)))

    answer = save(me, draft, field, typed, part=part, loaded=before)

    assert answer.status_code == 200
    assert answer.json().get("stored") == stored
    assert stored is None or f'value="{stored}"' in me.get(page("part", draft, part)).content.decode()


def test_the_field_of_a_customs_code_does_not_cut_what_is_pasted(draft, me):
    shown = me.get(page("part", draft, "item")).content.decode()

    assert int(re.search(r'name="cn_code"[^>]*maxlength="(\d+)"', shown)[1]) >= len("8517 62 00 00")


def test_a_currency_is_offered_by_name_and_can_be_typed(me, draft):
    answer = me.get(page("part", draft, "item"))
    shown = answer.text

    assert 'list="id_currency_offers"' in shown
    assert '<option value="EUR">EUR – Euro</option>' in shown
    assert save(me, draft, "currency", "DEM", part="item", loaded=loaded_on(answer)).status_code == 422


def test_a_field_that_a_colleague_changed_answers_with_both_values(draft, exporter, me):
    before = loaded_on(me.get(page("part", draft, "end-use")))
    colleague = by_colleague(draft, exporter, doubt="Theirs.")

    answer = save(me, draft, "doubt", "Mine.", loaded=before)

    told = answer.json()
    assert answer.status_code == 409
    assert (told["mine"], told["theirs"], told["value"]) == ("Mine.", "Theirs.", "Theirs.")
    assert colleague.name in told["text"]
    kept = save(me, draft, "doubt", "Mine.", loaded=json.dumps({"doubt": told["loaded"]}))
    assert kept.status_code == 200


def test_who_saves_hears_that_a_colleague_was_there(draft, exporter, me):
    colleague = by_colleague(draft, exporter, end_use="Theirs.")

    told = save(me, draft, "doubt", "Mine.").json()

    assert colleague.name in told["colleague"]


def test_who_is_signed_out_is_told_so_and_what_to_do(draft):
    answer = save(Client(), draft, "doubt", "Mine.")

    assert answer.status_code == 401
    assert "kept on this page" in answer.json()["text"]


def test_a_form_without_its_token_is_refused(draft):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(draft.created_by, BACKEND)

    assert save(browser, draft, "doubt", "Mine.").status_code == 403


def test_what_was_sent_takes_no_more_fields(draft, me):
    submit(notification_id=draft.pk, actor=draft.created_by, at=AT)

    answer = save(me, draft, "doubt", "Too late.")

    assert answer.status_code == 409
    assert "cannot be changed" in answer.json()["text"]


@pytest.mark.parametrize(
    ("part", "field"), [("item", "doubt"), ("nowhere", "name"), ("item", ""), (KEY, "file")]
)
def test_no_other_field_is_reached(draft, me, part, field):
    assert save(me, draft, field or "x", "y", part=part).status_code == 404


@pytest.mark.parametrize("loaded", ["", "[]", "{", '{"doubt": 3}', '{"else": "x"}', "[" * 3000])
def test_nonsense_about_what_was_loaded_breaks_nothing(draft, me, loaded):
    assert save(me, draft, "doubt", "Mine.", loaded=loaded).status_code in (200, 409)


# --- a whole part, without JavaScript ----------------------------------------------------------------


def test_a_part_merges_with_what_a_colleague_changed_elsewhere(draft, exporter, me):
    before = loaded_on(me.get(page("part", draft, "end-use")))
    by_colleague(draft, exporter, doubt="Theirs.")

    sent = {"end_use": "Mine.", "doubt": draft.body["doubt"], "loaded": before}
    answer = me.post(page("part", draft, "end-use"), sent)

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert (draft.body["end_use"], draft.body["doubt"]) == ("Mine.", "Theirs.")


def test_a_clash_shows_both_and_saves_the_rest(draft, exporter, me):
    before = loaded_on(me.get(page("part", draft, "end-use")))
    colleague = by_colleague(draft, exporter, doubt="Theirs.")

    answer = me.post(
        page("part", draft, "end-use"), {"end_use": "Mine too.", "doubt": "Mine.", "loaded": before}
    )

    draft.refresh_from_db()
    text = answer.content.decode()
    assert answer.status_code == 409
    assert (draft.body["end_use"], draft.body["doubt"]) == ("Mine too.", "Theirs.")
    assert all(said in text for said in ("Mine.", "Theirs.", colleague.name))
    assert "Mine too." not in text


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Mine."), ("theirs", "Theirs.")])
def test_somebody_chooses(draft, exporter, me, choice, kept):
    before = loaded_on(me.get(page("part", draft, "end-use")))
    by_colleague(draft, exporter, doubt="Theirs.")
    shown = me.post(page("part", draft, "end-use"), {"doubt": "Mine.", "loaded": before})

    sent = {"settle": "doubt", "doubt": "Mine.", "choice-doubt": choice, "loaded": loaded_on(shown)}
    answer = me.post(page("part", draft, "end-use"), sent)

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert draft.body["doubt"] == kept


def test_who_chooses_nothing_is_asked_again_and_loses_nothing(draft, exporter, me):
    before = loaded_on(me.get(page("part", draft, "end-use")))
    by_colleague(draft, exporter, doubt="Theirs.")
    shown = me.post(page("part", draft, "end-use"), {"doubt": "Mine.", "loaded": before})

    sent = {"settle": "doubt", "doubt": "Mine.", "loaded": loaded_on(shown)}
    answer = me.post(page("part", draft, "end-use"), sent)

    assert answer.status_code == 409
    assert "Choose which answer to keep" in answer.content.decode()
    assert 'href="#doubt_mine"' in answer.content.decode()
    assert "Mine." in answer.content.decode()


def test_a_third_change_is_shown_before_it_is_overwritten(draft, exporter, me):
    before = loaded_on(me.get(page("part", draft, "end-use")))
    by_colleague(draft, exporter, doubt="Theirs.")
    shown = me.post(page("part", draft, "end-use"), {"doubt": "Mine.", "loaded": before})
    by_colleague(draft, exporter, doubt="A third one.")

    sent = {"settle": "doubt", "doubt": "Mine.", "choice-doubt": "mine", "loaded": loaded_on(shown)}
    answer = me.post(page("part", draft, "end-use"), sent)

    assert answer.status_code == 409
    assert "A third one." in answer.content.decode()


def test_a_wrong_value_stays_on_the_page(draft, me):
    answer = me.post(page("part", draft, "item"), {"cn_code": "12"})

    assert answer.status_code == 422
    assert 'value="12"' in answer.content.decode()


def test_who_resumes_hears_who_worked_last(draft, exporter, me):
    colleague = by_colleague(draft, exporter, doubt="Theirs.")

    for shown in (me.get(page("notification", draft)), me.get(page("part", draft, "item"))):
        assert f"{colleague.name} saved a change on" in shown.content.decode()


# --- evidence ----------------------------------------------------------------------------------------


def test_a_file_comes_with_the_answer(draft, me):
    paper = SimpleUploadedFile("chart.txt", b"The directorate reports to the ministry.", "text/plain")
    sent = {"answer": "yes", "evidence": "See the chart.", "file": paper, "add": "1"}

    answer = me.post(page("flag", draft, KEY), sent)

    draft.refresh_from_db()
    assert answer["Location"] == page("flag", draft, KEY)
    assert draft.body["red_flags"][KEY] == {"answer": "yes", "evidence": "See the chart."}
    assert Attachment.objects.get(notification=draft).question == KEY
    shown = me.get(page("flag", draft, KEY)).content.decode()
    assert "chart.txt" in shown
    assert "Being checked" in shown


def test_a_file_is_taken_away_and_the_text_stays(draft, me):
    paper = SimpleUploadedFile("chart.txt", b"Something.", "text/plain")
    me.post(page("flag", draft, KEY), {"answer": "yes", "evidence": "Kept.", "file": paper})
    held = Attachment.objects.get(notification=draft)

    me.post(
        page("flag", draft, KEY), {"answer": "yes", "evidence": "Kept, and more.", "remove": str(held.pk)}
    )

    draft.refresh_from_db()
    assert draft.body["red_flags"][KEY]["evidence"] == "Kept, and more."
    assert not Attachment.objects.exists()


def test_a_refused_file_loses_no_text(draft, me):
    program = SimpleUploadedFile("tool.exe", b"MZ\x90\x00" + b"\x00" * 64, "application/octet-stream")

    answer = me.post(page("flag", draft, KEY), {"answer": "yes", "evidence": "Kept.", "file": program})

    assert answer.status_code == 422
    assert "Kept." in answer.content.decode()
    assert not Attachment.objects.exists()


def test_another_drafts_file_is_out_of_reach(draft, me):
    other = factories.make_notification(factories.make_exporter())
    paper = SimpleUploadedFile("theirs.txt", b"Theirs.", "text/plain")
    owner = browser_of(other.created_by)
    owner.post(page("flag", other, KEY), {"answer": "yes", "file": paper})
    theirs = Attachment.objects.get(notification=other)

    me.post(page("flag", draft, KEY), {"answer": "yes", "remove": str(theirs.pk)})

    assert Attachment.objects.filter(pk=theirs.pk).exists()


# --- checking before sending -------------------------------------------------------------------------


def test_each_gap_leads_to_its_field_and_every_answer_has_its_change_link(draft, me):
    body = {"doubt": None, "red_flags": {KEY: None}, "planned_on": "2026-01-05"}
    change_draft(notification_id=draft.pk, body=body, actor=draft.created_by, at=AT)

    text = me.get(page("draft_check", draft)).content.decode()

    assert f'href="{page("part", draft, "end-use")}#id_doubt"' in text
    assert f'href="{page("flag", draft, KEY)}#id_answer_0"' in text
    assert "The day planned for the export has passed." in text
    for part, name in [("item", "functions_0"), ("item", "planned_on"), ("parties", "end_user_address")]:
        assert f'href="{page("part", draft, part)}#id_{name}"' in text
    assert "If you send it" not in text


def test_the_last_question_leads_on_and_the_check_to_what_the_answers_ask(draft, me):
    last = question_keys(current_version())[-1]

    answer = me.post(page("flag", draft, last), {"answer": "unknown"})
    checked = me.get(answer["Location"]).content.decode()
    shown = me.get(page("flag_result", draft)).content.decode()

    assert answer["Location"] == page("draft_check", draft)
    assert page("flag_result", draft) in checked
    assert "1 of your answers is a red flag" not in shown
    assert "of your answers are red flags" in shown
    assert "What the law in force asks of you" in shown
    assert "not in force" in shown


def test_a_yes_without_what_is_known_about_it_is_named_in_both_lists(draft, me):
    body = {"red_flags": {KEY: {"answer": "yes", "evidence": None}}}
    change_draft(notification_id=draft.pk, body=body, actor=draft.created_by, at=AT)

    tasks, questions = (
        me.get(path).content.decode() for path in (draft.get_absolute_url(), page("flags", draft))
    )

    assert "1 lacks what you know about it" in tasks
    assert "1 question is still open" in questions
    assert f'href="#id_evidence_{KEY}"' in questions


def test_all_questions_are_answered_at_once_and_what_is_open_is_named(draft, me):
    asked = questions(draft.questionnaire)
    sent = {f"answer_{each.key}": "unknown" for each in asked}
    sent |= {f"answer_{KEY}": "yes", f"evidence_{KEY}": ""}
    sent["loaded"] = loaded_on(me.get(page("flags", draft)))

    answer = me.post(page("flags", draft), sent)

    draft.refresh_from_db()
    assert answer["Location"] == page("flags", draft) + "#open"
    assert {each["answer"] for each in draft.body["red_flags"].values()} == {"unknown", "yes"}
    assert "1 question is still open" in me.get(page("flags", draft)).content.decode()

    sent |= {f"evidence_{KEY}": "The chart says so.", "loaded": loaded_on(me.get(page("flags", draft)))}
    answer = me.post(page("flags", draft), sent)
    assert answer["Location"] == page("draft_check", draft)


def test_what_the_answers_ask_comes_first_where_it_is_something_else_than_to_send_it(draft, me):
    no_sign = {
        each.key: {"answer": "no" if each.flag_when == "yes" else "yes", "evidence": "Seen."}
        for each in questions(draft.questionnaire)
    }
    change_draft(notification_id=draft.pk, body={"red_flags": no_sign}, actor=draft.created_by, at=AT)
    assert me.post(page("flags", draft), {"answer_known_misuse": "no"})["Location"] == page(
        "flag_result", draft
    )

    listed = {"red_flags": {"published_item": {"answer": "yes", "evidence": "On the list."}}}
    change_draft(notification_id=draft.pk, body=listed, actor=draft.created_by, at=AT)
    assert me.post(page("flags", draft), {"answer_known_misuse": "no"})["Location"] == page(
        "flag_result", draft
    )


def test_a_gap_leads_to_the_next_gap_and_a_half_answer_stays_on_its_page(draft, me):
    body = {"red_flags": {KEY: None}}
    change_draft(notification_id=draft.pk, body=body, actor=draft.created_by, at=AT)

    half = me.post(page("flag", draft, KEY), {"answer": "yes"})
    assert half["Location"] == page("flag", draft, KEY)
    assert "A “yes” also says what you know" in me.get(half["Location"]).content.decode()

    whole = me.post(page("flag", draft, KEY), {"answer": "yes", "evidence": "The chart."})
    assert whole["Location"] == page("draft_check", draft)  # every other question was answered before


def test_the_check_names_what_is_missing_first(draft, me):
    body = {"red_flags": {KEY: {"answer": "yes", "evidence": None}}}
    change_draft(notification_id=draft.pk, body=body, actor=draft.created_by, at=AT)

    text = me.get(page("draft_check", draft)).content.decode()

    assert "1 answer is missing before you can send it." in text
    assert f'<a class="govuk-button" href="{page("flag", draft, KEY)}#id_evidence">Go there</a>' in text


def test_a_question_that_was_not_sent_keeps_its_answer(draft, me):
    before = draft.body["red_flags"]
    other = next(key for key in before if key != KEY)

    me.post(page("flags", draft), {"leave": "1"})
    me.post(page("flags", draft), {f"answer_{KEY}": "unknown"})

    draft.refresh_from_db()
    assert draft.body["red_flags"] == {**before, KEY: {**before[KEY], "answer": "unknown"}}
    assert draft.body["red_flags"][other]["answer"]


def test_two_colleagues_at_one_question_of_the_whole_page_choose_under_its_name(draft, me):
    loaded = loaded_on(me.get(page("flags", draft)))
    changed = {"red_flags": {KEY: {"answer": "unknown"}}}
    change_draft(notification_id=draft.pk, body=changed, actor=draft.created_by, at=AT)

    answer = me.post(page("flags", draft), {f"answer_{KEY}": "no", "loaded": loaded})

    about = next(each.label for each in questions(draft.questionnaire) if each.key == KEY)
    assert answer.status_code == 409
    assert about in answer.content.decode()


def test_one_choice_answers_what_is_open_in_a_topic_and_the_trail_says_so(draft, me):
    about_item, *_others = topics(draft.questionnaire)
    first, *rest = [each.key for each in about_item.questions]
    body = {"red_flags": None}
    change_draft(notification_id=draft.pk, body=body, actor=draft.created_by, at=AT)
    sent = {
        "loaded": loaded_on(me.get(page("flags", draft))),
        f"answer_{first}": "yes",
        f"evidence_{first}": "The brochure.",
        "rest_0": "unknown",
        "rest_1": "",
    }

    answer = me.post(page("flags", draft), sent)

    draft.refresh_from_db()
    assert answer["Location"] == page("flags", draft) + "#open"
    assert draft.body["red_flags"] == {
        first: {"answer": "yes", "evidence": "The brochure."},
        **{key: {"answer": "unknown"} for key in rest},
    }
    event = AuditEvent.objects.get(object_id=draft.pk, event="answer_topic")
    assert event.facts == {"answer": "unknown", "questions": rest}


def test_a_topic_that_is_answered_keeps_what_stands_there(draft, me):
    before = draft.body["red_flags"]
    me.post(page("flags", draft), {"rest_0": "no", "rest_1": "no"})

    draft.refresh_from_db()
    assert draft.body["red_flags"] == before
    assert not AuditEvent.objects.filter(object_id=draft.pk, event="answer_topic")


def test_nothing_is_chosen_for_a_topic_and_a_no_that_is_a_red_flag_is_named(draft, me):
    change_draft(notification_id=draft.pk, body={"red_flags": None}, actor=draft.created_by, at=AT)

    text = me.get(page("flags", draft)).content.decode()

    assert 'name="rest_0" value="" checked' in text
    assert "“No” is the red flag here: Technical limits on use." in text


def test_saving_a_part_goes_on_to_the_next_that_lacks_something_and_then_to_the_check(draft, me):
    body = {"doubt": None, "red_flags": {KEY: None}}
    change_draft(notification_id=draft.pk, body=body, actor=draft.created_by, at=AT)

    company, end_use = page("part", draft, "company"), page("part", draft, "end-use")
    assert me.post(company, {"contact": "A. Weber"})["Location"] == end_use
    assert me.post(company, {"contact": "A. Weber", "leave": "1"})["Location"] == draft.get_absolute_url()
    assert me.post(end_use, {"loaded": loaded_on(me.get(end_use)), "doubt": "A."})["Location"] == page(
        "flags", draft
    )
    body = {"end_use": "A.", "red_flags": {KEY: {"answer": "no"}}}
    change_draft(notification_id=draft.pk, body=body, actor=draft.created_by, at=AT)
    assert me.post(company, {"contact": "B. Weber"})["Location"] == page("draft_check", draft)


def test_an_end_user_whom_nobody_knows_yet_is_said_to_be_unknown(draft, me):
    change_draft(notification_id=draft.pk, body={"end_user": None}, actor=draft.created_by, at=AT)
    place = page("part", draft, "parties")
    sent = {"loaded": loaded_on(me.get(place)), "destination": "EG", "end_user_unknown": "on"}

    me.post(place, sent)

    draft.refresh_from_db()
    unknown = "Not known yet"
    end_user = {"name": unknown, "address": unknown, "country": "EG", "kind": "other"}
    assert draft.body["end_user"] == end_user
    assert "end_user_unknown" not in me.get(place).content.decode()


def test_the_country_of_the_end_user_is_the_destination_unless_another_is_chosen(draft, me):
    change_draft(notification_id=draft.pk, body={"end_user": None}, actor=draft.created_by, at=AT)
    place = page("part", draft, "parties")
    sent = {"destination": "EG", "end_user_name": "Harbour Guard"}

    me.post(place, {**sent, "loaded": loaded_on(me.get(place))})
    draft.refresh_from_db()
    assert draft.body["end_user"] == {"name": "Harbour Guard", "country": "EG"}

    me.post(place, {**sent, "end_user_country": "SD", "loaded": loaded_on(me.get(place))})
    draft.refresh_from_db()
    assert draft.body["end_user"]["country"] == "SD"
