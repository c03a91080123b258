"""What a regime asks of an exporter, and the guided check: every way through it ends in an answer."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.utils import translation

from exportctl.core.models import AuditEvent
from notifications.queries.duties import guided_check, regime_duties
from notifications.rules.duties import OF_RULE_SET, Ask, Regime, duties
from notifications.rules.duty_check import REPLIES, tree, walk, ways
from notifications.rules.rule_sets import RULE_SETS
from tests import factories
from tests.properties import given, st

COUNTS = st.integers(0, 13)
REGIMES = list(Regime)
PAGE = "/do-i-have-to-notify"


def asks(regime, **counts):
    return [duty.ask for duty in duties(regime, **{"signs": 0, "unknown": 0, "unanswered": 0, **counts})]


# --- what the answers ask ----------------------------------------------------------------------------


def test_every_rule_set_belongs_to_a_regime_with_the_same_force():
    assert OF_RULE_SET.keys() == RULE_SETS.keys()
    for name, regime in OF_RULE_SET.items():
        assert regime.in_force == RULE_SETS[name].in_force


def test_under_the_parliaments_position_one_sign_is_enough():
    assert Ask.NOTIFY_DOUBT in asks(Regime.PARLIAMENT_2018, signs=1)
    assert Ask.WAIT in asks(Regime.PARLIAMENT_2018, signs=1)


def test_under_the_parliaments_position_not_knowing_is_a_doubt():
    assert asks(Regime.PARLIAMENT_2018, unknown=1)[:2] == [Ask.FIND_OUT, Ask.NOTIFY_DOUBT]


def test_under_the_law_in_force_a_sign_is_not_awareness_by_itself():
    said = asks(Regime.REGULATION_2021, signs=3)

    assert Ask.NOTIFY_AWARE in said
    assert Ask.NOTIFY_SUSPICION in said
    assert Ask.NOTIFY_DOUBT not in said


@pytest.mark.parametrize("regime", REGIMES)
@given(signs=COUNTS, unknown=COUNTS, unanswered=COUNTS)
def test_nobody_is_cleared(regime, signs, unknown, unanswered):
    said = asks(regime, signs=signs, unknown=unknown, unanswered=unanswered)

    assert any(ask.name.startswith("NOTIFY") for ask in said)
    assert said[-1] == Ask.OTHER_RULES
    assert (Ask.WAIT in said) == bool(signs or unknown)
    assert (Ask.ANSWER_ALL in said) == bool(unanswered)


@pytest.mark.parametrize("regime", REGIMES)
def test_the_number_of_signs_changes_nothing(regime):
    """It is no score: one sign asks what thirteen ask."""
    assert asks(regime, signs=1) == asks(regime, signs=13)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("regime", REGIMES)
def test_every_duty_has_words(regime, language):
    with translation.override(language):
        for unknown in (0, 1):
            for duty in regime_duties(regime, signs=unknown, unknown=unknown, unanswered=1).duties:
                assert duty.title
                assert duty.text


# --- the guided check --------------------------------------------------------------------------------


@pytest.mark.parametrize("regime", REGIMES)
def test_every_way_ends_in_an_answer_after_at_most_ten_questions(regime):
    found = list(ways(regime))

    assert {way.answer for way in found} <= tree()["answers"].keys()
    assert 5 <= max(len(way.steps) for way in found) <= 10
    for way in found:
        questions = [step.question for step in way.steps]
        assert len(questions) == len({*questions})


def test_no_question_and_no_answer_is_out_of_reach():
    every = [way for regime in REGIMES for way in ways(regime)]

    assert {way.answer for way in every} == tree()["answers"].keys()
    assert {step.question for way in every for step in way.steps} == tree()["questions"].keys()
    assert {step.basis for way in every for step in way.steps} <= tree()["bases"].keys()


@pytest.mark.parametrize("regime", REGIMES)
def test_the_regimes_are_not_confused(regime):
    """A step rests on the regime itself, or on the law in force; an answer never on another draft."""
    for way in ways(regime):
        bases = [step.basis for step in way.steps]
        if basis := tree()["answers"][way.answer]["basis"]:
            bases.append(basis)
        assert {tree()["bases"][each]["regime"] for each in bases} <= {regime, Regime.REGULATION_2021}


def test_a_doubt_is_enough_under_the_position_and_not_under_the_law():
    def end(regime, **replies):
        usual = {**dict.fromkeys(tree()["questions"], "no"), "activity": "yes"}
        return walk(regime, {**usual, "surveillance_ep": "yes", "surveillance_reg": "yes", **replies}).answer

    assert end(Regime.PARLIAMENT_2018, doubt="yes") == "notify_doubt"
    assert end(Regime.PARLIAMENT_2018, doubt="unknown") == "notify_unsure"
    assert end(Regime.REGULATION_2021, suspicion="yes") == "ask_suspicion"
    assert end(Regime.REGULATION_2021, aware="yes") == "notify_aware"
    assert end(Regime.REGULATION_2021) == "nothing"


@pytest.mark.parametrize("regime", REGIMES)
def test_an_address_from_before_the_activity_was_asked_is_about_an_export(regime):
    assert walk(regime, {"annex_i": "yes"}).answer == "authorisation_annex"
    assert walk(regime, {"annex_i": "yes", "activity": "no"}).answer == "other_activity"
    assert walk(regime, {}).question == "activity"
    assert walk(regime, {"annex_i": "perhaps"}).question == "activity"


def test_what_nobody_knew_leaves_the_question_open():
    replies = {**dict.fromkeys(tree()["questions"], "no"), "activity": "yes", "annex_i": "unknown"}

    way = walk(Regime.PARLIAMENT_2018, replies)

    assert way.answer == "unsettled"
    assert way.open_points == ("annex_i",)


@given(
    replies=st.dictionaries(
        st.sampled_from([*tree()["questions"], "x"]), st.sampled_from([*REPLIES, "maybe", ""])
    )
)
def test_any_replies_lead_to_a_question_or_an_answer(replies):
    for regime in REGIMES:
        way = walk(regime, replies)
        assert bool(way.question) != bool(way.answer)
        assert guided_check(regime, replies).steps == () or way.steps


# --- its pages ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_check_is_walked_page_by_page_and_back():
    browser = Client()
    start = browser.get(PAGE)
    assert "Regulation (EU) 2021/821: the law in force" in start.content.decode()
    replies = {"regime": "parliament_2018"}

    for _question in range(10):
        page = browser.get(PAGE, replies)
        key = page.context["found"].way.question
        if not key:
            break
        assert "not in force" in page.content.decode()
        assert "The law in force is Regulation (EU) 2021/821." in page.content.decode()
        back = dict(parse_qsl(urlsplit(page.context["back"]).query))
        assert {**back, "regime": "parliament_2018"}.items() - {("choose", "1")} <= replies.items()
        replies[key] = "yes" if key in ("activity", "surveillance_ep", "doubt") else "no"

    text = page.content.decode()
    assert "Under these rules: yes, notify" in text
    assert "duty to notify in case of doubt" in text
    assert "start a notification" in text
    assert not AuditEvent.objects.exists()
    assert "sessionid" not in browser.cookies
    assert "session" not in browser.cookies


@pytest.mark.django_db
def test_going_on_without_an_answer_is_told():
    answer = Client().get(PAGE, {"regime": "regulation_2021", "asked": "activity"})

    assert answer.status_code == 422
    assert "Choose an answer" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("regime", ["", "else", "parliament_2018\x01"])
def test_an_unknown_regime_is_asked_for_again(regime):
    answer = Client().get(PAGE, {"regime": regime})

    assert answer.status_code == 422
    assert 'name="regime"' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("regime", REGIMES)
def test_every_answer_has_a_page(regime):
    browser = Client()
    shown = {way.answer: way for way in ways(regime)}
    for way in shown.values():
        replies = {step.question: step.reply for step in way.steps}
        page = browser.get(PAGE, {"regime": regime.value, **replies})
        assert page.status_code == 200
        assert "How you got here" in page.content.decode()


@pytest.mark.django_db
def test_an_exporter_starts_a_notification_from_the_answer(product_clock):
    browser = Client()
    browser.force_login(factories.make_filer(), "allauth.account.auth_backends.AuthenticationBackend")
    replies = {step.question: step.reply for step in next(ways(Regime.PARLIAMENT_2018)).steps}

    page = browser.get(PAGE, {"regime": "parliament_2018", **replies}).content.decode()

    assert 'action="/notifications/new"' in page


@pytest.mark.django_db
def test_who_needs_an_authorisation_is_not_sent_to_notify():
    text = Client().get(PAGE, {"regime": "regulation_2021", "annex_i": "yes"}).content.decode()

    assert "You need an authorisation" in text
    assert "start a notification" not in text
