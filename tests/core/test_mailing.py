"""How messages reach people: at once, with the morning's digest, or in the inbox alone; none is lost on the way."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils.translation import override

from exportctl.core import tasks
from exportctl.core.actions.mailing import (
    choose_mail,
    mute_case,
    read_inbox,
    read_notice,
    send_digest,
    unmute_case,
)
from exportctl.core.actions.notices import deliver_notice, owe_notice
from exportctl.core.actions.seats import remove_seat
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import DigestLine, Notice
from exportctl.core.queries.notices import unread_news
from exportctl.core.rules.mailing import Choice, Group, Way, last_morning, way
from tests.core.conftest import AT, officer, organisation, seat_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOUR = timedelta(hours=1)
NEXT_MORNING = AT + timedelta(days=1)
CASE = "DE-2026-00418"


@pytest.fixture
def user():
    return officer()


def owe(kind="case_given", reference=CASE, at=AT, **facts):
    owe_notice(
        kind=kind, organisations=[organisation("authority", "DE")], reference=reference, path=f"/cases/{reference}",
        at=at, facts=facts,
    )  # fmt: skip
    return Notice.objects.latest("created_at")


def deliver(notice, at=AT):
    deliver_notice(notice_id=notice.pk, at=at, machine_at=at)


# --- the rule


@pytest.mark.parametrize("choice", list(Choice))
@pytest.mark.parametrize("muted", [True, False])
def test_what_a_deadline_of_law_hangs_on_comes_at_once_whatever_was_chosen(choice, muted):
    assert way(Group.LEGAL, choice=choice, muted=muted) == Way.AT_ONCE


@pytest.mark.parametrize(
    ("choice", "muted", "expected"),
    [
        ("each", False, Way.AT_ONCE), ("digest", False, Way.DIGEST), ("legal", False, Way.INBOX),
        ("each", True, Way.INBOX), ("digest", True, Way.INBOX), ("legal", True, Way.INBOX),
    ],
)  # fmt: skip
def test_everything_else_comes_as_chosen(choice, muted, expected):
    assert way(Group.TASK, choice=choice, muted=muted) == expected


@pytest.mark.parametrize(
    ("at", "zone", "morning"),
    [
        ("2026-11-25T06:00", "Europe/Berlin", "2026-11-25T06:00"),
        ("2026-11-25T05:59", "Europe/Berlin", "2026-11-24T06:00"),
        ("2026-11-25T05:59", "Europe/Helsinki", "2026-11-25T05:00"),
        ("2026-03-29T04:59", "Europe/Berlin", "2026-03-28T06:00"),
        ("2026-03-29T05:00", "Europe/Berlin", "2026-03-29T05:00"),
    ],
)
def test_the_morning_is_the_organisations_own(at, zone, morning):
    found = last_morning(datetime.fromisoformat(at).replace(tzinfo=UTC), ZoneInfo(zone))

    assert found == datetime.fromisoformat(morning).replace(tzinfo=UTC)


# --- delivery


def test_a_digest_holds_what_came_since_with_links_and_no_case_content(user, settings):
    choose_mail(user=user, choice="digest")
    type(user).objects.filter(pk=user.pk).update(language="en")
    user.refresh_from_db()
    deliver(owe())
    deliver(owe("information_answered", "DE-2026-00420", at=AT + HOUR))
    assert mail.outbox == []

    send_digest(person=user, at=NEXT_MORNING, machine_at=NEXT_MORNING)

    (message,) = mail.outbox
    assert message.to == [user.email]
    assert message.subject == "2 messages of your day"
    assert f"{settings.BASE_URL}/cases/{CASE}" in message.body
    assert f"{settings.BASE_URL}/cases/DE-2026-00420" in message.body


def test_no_digest_before_the_morning(user):
    choose_mail(user=user, choice="digest")
    deliver(owe())

    send_digest(person=user, at=AT + HOUR, machine_at=AT + HOUR)

    assert mail.outbox == []


def test_a_digest_is_sent_once(user):
    choose_mail(user=user, choice="digest")
    deliver(owe())

    for _time in range(3):
        send_digest(person=user, at=NEXT_MORNING, machine_at=NEXT_MORNING)

    assert len(mail.outbox) == 1


def test_a_digest_that_failed_comes_later_and_is_the_same_message(user, monkeypatch):
    choose_mail(user=user, choice="digest")
    deliver(owe())
    with monkeypatch.context() as broken:
        broken.setattr("exportctl.core.mail.get_connection", lambda: 1 / 0)
        send_digest(person=user, at=NEXT_MORNING, machine_at=NEXT_MORNING)
    assert mail.outbox == []

    send_digest(person=user, at=NEXT_MORNING, machine_at=NEXT_MORNING + timedelta(minutes=6))

    assert len(mail.outbox) == 1
    assert DigestLine.objects.undelivered().count() == 0


def test_a_crash_between_mail_and_record_repeats_the_same_message(user, monkeypatch):
    choose_mail(user=user, choice="digest")
    deliver(owe())
    with monkeypatch.context() as crash:
        crash.setattr("exportctl.core.actions.outbox.record_delivery", _killed)
        with pytest.raises(KeyboardInterrupt):
            send_digest(person=user, at=NEXT_MORNING, machine_at=NEXT_MORNING)

    send_digest(person=user, at=NEXT_MORNING, machine_at=NEXT_MORNING + timedelta(minutes=6))

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def _killed(*_lines, **_times):
    raise KeyboardInterrupt


def test_a_notice_delivered_twice_is_one_line_of_the_digest(user):
    choose_mail(user=user, choice="digest")
    notice = owe()
    deliver(notice)
    Notice.objects.filter(pk=notice.pk).update(delivered_at=None)
    deliver(notice)

    assert DigestLine.objects.count() == 1


def test_somebody_removed_overnight_gets_no_digest(user):
    choose_mail(user=user, choice="digest")
    deliver(owe())
    remove_seat(seat_id=seat_of(user).pk, at=AT + HOUR)

    send_digest(person=user, at=NEXT_MORNING, machine_at=NEXT_MORNING)

    assert mail.outbox == []
    assert DigestLine.objects.undelivered().count() == 0


def test_a_digest_is_in_its_readers_language(user):
    choose_mail(user=user, choice="digest")
    type(user).objects.filter(pk=user.pk).update(language="fr")
    user.refresh_from_db()
    deliver(owe())

    with override("en"):
        send_digest(person=user, at=NEXT_MORNING, machine_at=NEXT_MORNING)

    assert mail.outbox[0].subject == "1 message de votre journée"


def test_beat_sends_the_digests_that_are_due(user):
    choose_mail(user=user, choice="digest")
    deliver(owe())
    DigestLine.objects.update(owed_at=AT - timedelta(days=800))

    tasks.send_digests()

    assert len(mail.outbox) == 1


def test_a_muted_case_sends_no_mail_but_its_deadlines_do(user):
    notice = owe()
    mute_case(reference=CASE, user=user, at=AT)
    deliver(notice)
    assert mail.outbox == []

    deliver(owe("decision_made", at=AT + HOUR))

    assert len(mail.outbox) == 1


def test_muting_is_ones_own(user):
    colleague = officer(email="second@authority.example")
    notice = owe()
    mute_case(reference=CASE, user=user, at=AT)

    deliver(notice)

    assert [message.to for message in mail.outbox] == [[colleague.email]]


def test_an_unmuted_case_sends_mail_again(user):
    notice = owe()
    mute_case(reference=CASE, user=user, at=AT)
    unmute_case(reference=CASE, user=user)

    deliver(notice)

    assert len(mail.outbox) == 1


# --- what is new


def test_a_message_read_is_no_longer_new_and_the_others_are(user):
    owe(at=AT)
    second = owe(at=AT + HOUR)

    read_notice(notice_id=second.pk, user=user, at=AT + 2 * HOUR)

    assert unread_news(user).count() == 1


def test_what_a_colleague_read_is_still_new_to_me(user):
    colleague = officer(email="second@authority.example")
    notice = owe()

    read_notice(notice_id=notice.pk, user=colleague, at=AT)

    assert unread_news(user).count() == 1


def test_muted_cases_are_not_counted(user):
    owe()
    mute_case(reference=CASE, user=user, at=AT)

    assert unread_news(user).count() == 0


def test_all_at_once(user):
    read_notice(notice_id=owe().pk, user=user, at=AT)
    owe(at=AT + HOUR)

    read_inbox(user=user, at=AT + 2 * HOUR)

    assert unread_news(user).count() == 0


def test_nobody_reads_or_mutes_what_is_not_theirs(user):
    stranger = officer("FR", "autre@authority.example")
    notice = owe()

    with pytest.raises(NotFound):
        read_notice(notice_id=notice.pk, user=stranger, at=AT)
    with pytest.raises(NotFound):
        mute_case(reference=CASE, user=stranger, at=AT)


def test_a_choice_that_is_none_is_refused(user):
    with pytest.raises(Invalid):
        choose_mail(user=user, choice="never")


# --- the pages


@pytest.fixture
def browser(client, user):
    client.force_login(user, BACKEND)
    return client


def test_the_inbox_is_in_days_newest_first(browser):
    owe(at=AT)
    owe(reference="DE-2026-00420", at=AT + timedelta(days=1))

    page = browser.get("/inbox").content.decode()

    assert page.index("Wednesday 25 November 2026") < page.index("Tuesday 24 November 2026")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=00420", ["DE-2026-00420"]), ("group=task", [CASE]), ("group=legal", ["DE-2026-00420"]),
        ("q=nothing", []), ("unread=yes", [CASE]), ("group=nonsense", [CASE]),
        ("group=all", [CASE, "DE-2026-00420"]),
    ],
)  # fmt: skip
def test_the_inbox_is_narrowed_in_its_address(browser, query, found):
    owe()
    owe("decision_made", "DE-2026-00420", at=AT + HOUR)

    page = browser.get(f"/inbox?{query}").content.decode()

    assert [each for each in (CASE, "DE-2026-00420") if f'href="/cases/{each}"' in page] == found


def test_reading_and_muting_lead_back_to_the_same_page(browser):
    notice = owe()

    read = browser.post(f"/inbox/{notice.pk}/read", {"next": "/inbox?group=task"})
    muted = browser.post("/inbox/mute", {"reference": CASE, "next": "/inbox?group=task"})

    assert read["Location"] == muted["Location"] == "/inbox?group=task"
    assert "Unmute" in browser.get("/inbox").content.decode()


def test_a_form_never_leads_to_another_site(browser):
    owe()

    answer = browser.post("/inbox/mute", {"reference": CASE, "next": "https://evil.example/"})

    assert answer["Location"] == "/inbox"


def test_the_choice_is_kept_and_said(browser, user):
    browser.post("/account/mail", {"choice": "digest"})

    user.refresh_from_db()
    assert user.mail_choice == "digest"
    assert "always come at once" in browser.get("/account/mail").content.decode()


def test_no_choice_is_an_error_in_the_form(browser):
    assert browser.post("/account/mail", {}).status_code == 422
