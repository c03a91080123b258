import email
from datetime import timedelta
from email import policy
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from exportctl.core import mail, notices
from exportctl.core.actions.mailing import read_inbox
from exportctl.core.actions.notices import deliver_notice, owe_notice
from exportctl.core.actions.seats import remove_seat
from exportctl.core.models import Notice
from exportctl.core.queries.notices import inbox, unread_news
from exportctl.core.rules.permissions import Permission
from exportctl.core.vocabulary import notice_kinds
from tests.core.conftest import AT, officer, organisation, person, seat_of

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


@pytest.fixture
def letters(tmp_path, settings):
    """Messages as they lie in the directory, by recipient."""
    settings.MAIL_DIRECTORY = tmp_path / "mail"
    settings.EMAIL_BACKEND = "exportctl.core.mail.DirectoryBackend"  # pytest-django puts its own there

    def read() -> list[email.message.EmailMessage]:
        files = sorted(Path(settings.MAIL_DIRECTORY).glob("*"))
        assert all(file.suffix == ".eml" for file in files)
        return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return read


def owe(to, kind="case_given", at=AT, **facts) -> Notice:
    owe_notice(
        kind=kind,
        organisations=[to],
        reference="DE-2026-00418",
        path="/cases/DE-2026-00418",
        at=at,
        facts=facts,
    )
    return Notice.objects.latest("created_at")


def deliver(notice, machine_at=AT):
    deliver_notice(notice_id=notice.pk, at=AT, machine_at=machine_at)
    notice.refresh_from_db()


def test_everybody_at_the_organisation_is_written_to_once(letters):
    first, second = officer(), officer(email="second@authority.example")
    stranger = officer("FR", "autre@authority.example")
    notice = owe(organisation("authority", "DE"))

    deliver(notice)
    deliver(notice)

    assert sorted(letter["To"] for letter in letters()) == sorted([first.email, second.email])
    assert stranger.email not in str(letters())
    assert notice.delivered_at == AT


def test_a_letter_holds_a_link_and_a_reference(letters):
    user = officer()
    notice = owe(organisation("authority", "DE"))

    deliver(notice)

    (letter,) = letters()
    assert "DE-2026-00418" in letter["Subject"]
    assert f"{settings.BASE_URL}/cases/DE-2026-00418" in letter.get_content()
    assert letter["Message-ID"].strip() == f"<{notice.pk}.{user.pk}@localhost>"


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_every_kind_has_words_in_every_language(language):
    facts = {
        "state": "DE",
        "due_at": "2026-12-01T23:00:00Z",
        "due_on": "2026-12-01",
        "from_on": "2026-12-01",
        "cases": 3,
        "entry": "CS-0001",
        "procedure": "OP-2026-0001",
        "working_days": 10,
        "sequence": 1,
    }
    with override(language):
        said = [notices.compose(kind, "DE-2026-00418", facts) for kind in notice_kinds()]

    assert all(subject.strip() and sentence.strip() for subject, sentence in said)
    assert not [text for pair in said for text in pair if "%(" in text]


def test_the_language_is_the_persons_own_else_the_organisations(letters):
    german = organisation("authority", "DE")
    user = officer()
    notice = owe(german, kind="procedure_withdrawn", state="FR")
    assert german.language == "de"
    assert "Frankreich" in mail.compose(notice, user).body

    user.language = "fr"

    assert "France" in mail.compose(notice, user).body


def test_a_last_day_is_said_in_the_readers_own_time():
    user = person("d@delegation.example", Permission.TAKE_POSITION, organisation("delegation", "FI"))
    user.language = "en"
    notice = owe(
        organisation("delegation", "FI"), kind="procedure_opened", state="DE", due_at="2026-12-01T22:00:00Z"
    )

    message = mail.compose(notice, user)

    assert "1 Dec 2026, 24:00 Helsinki" in message.body


def test_words_that_lack_a_fact_are_noticed_when_owed():
    with pytest.raises(ValueError, match="due_on"):
        owe(organisation("authority", "DE"), kind="information_requested")
    with pytest.raises(ValueError, match="no words"):
        owe(organisation("authority", "DE"), kind="birthday")


def test_the_same_message_of_the_same_instant_is_owed_once():
    owe(organisation("authority", "DE"))
    owe(organisation("authority", "DE"))

    assert Notice.objects.count() == 1


def test_who_was_removed_gets_no_letter(letters):
    user = officer()
    notice = owe(organisation("authority", "DE"))
    remove_seat(seat_id=seat_of(user).pk, at=AT)

    deliver(notice)

    assert letters() == []
    assert notice.delivered_at == AT


def test_the_inbox_holds_what_ones_own_organisations_were_told():
    user, other = officer(), officer("FR", "autre@authority.example")
    notice = owe(organisation("authority", "DE"))

    assert list(inbox(user)) == [notice]
    assert list(inbox(other)) == []


def test_what_was_read_is_no_longer_new():
    user = officer()
    owe(organisation("authority", "DE"))
    assert unread_news(user).count() == 1

    read_inbox(user=user, at=AT)
    assert unread_news(user).count() == 0
    owe(organisation("authority", "DE"), kind="case_passed_on", at=AT + LATER)

    assert unread_news(user).count() == 1


def test_a_notice_to_one_person_is_in_no_colleagues_inbox_and_mail(letters):
    user, colleague = officer(), officer(email="second@authority.example")
    concerning = {"kind": "case_passed_on", "reference": "DE-2026-00418", "path": "/", "at": AT}

    owe_notice(organisations=[organisation("authority", "DE")], people=[user, user], **concerning)
    notice = Notice.objects.get()
    deliver(notice)

    assert list(inbox(user)) == [notice]
    assert (unread_news(user).count(), unread_news(colleague).count()) == (1, 0)
    assert list(inbox(colleague)) == []
    assert [letter["To"] for letter in letters()] == [user.email]


def test_a_notice_to_a_person_who_left_is_sent_to_nobody(letters):
    user, _colleague = officer(), officer(email="second@authority.example")
    concerning = {"kind": "case_passed_on", "reference": "DE-2026-00418", "path": "/", "at": AT}
    owe_notice(organisations=[organisation("authority", "DE")], people=[user], **concerning)
    remove_seat(seat_id=seat_of(user).pk, at=AT)

    deliver(Notice.objects.get())

    assert letters() == []


def test_a_notice_to_no_person_at_all_is_not_one_to_everybody():
    officer()

    owe_notice(
        organisations=[organisation("authority", "DE")],
        people=[],
        kind="proposal_returned",
        reference="DE-2026-00418",
        path="/",
        at=AT,
    )

    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("DE-2026-00030: a new message", "a new message"),
        ("DE-2026-00030\u00a0: un nouveau message", "un nouveau message"),
        ("DE-2026-00030 : un nouveau message", "un nouveau message"),
        ("A digest of 3 messages", "A digest of 3 messages"),
    ],
)
def test_a_subject_does_not_repeat_the_number_beside_it(subject, shown):
    assert notices.without_reference(subject, "DE-2026-00030") == shown
