"""Mail: a link and a reference, never case content. Files by default, SMTP by setting."""

import os
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from exportctl.core import notices
from exportctl.core.accounts import set_password_path
from exportctl.core.models import Notice, PasswordLink, User
from exportctl.core.vocabulary import before_seats


class DirectoryBackend(BaseEmailBackend):
    """Writes each message as one `.eml` file, complete or not at all; a repeated message replaces itself."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        directory = Path(settings.MAIL_DIRECTORY)
        directory.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            self._write(directory, message)
        return len(email_messages)

    def _write(self, directory: Path, message: EmailMessage) -> None:
        parts = message.message()
        name = "".join(c if c.isalnum() or c in "-.@" else "_" for c in parts["Message-ID"].strip("<>"))
        with NamedTemporaryFile(dir=directory, suffix=".part", delete=False) as file:
            file.write(parts.as_bytes())
        os.replace(file.name, directory / f"{name[:150]}.eml")


def deliver(notice: Notice, people: Iterable[User]) -> None:
    """Send `notice` to each of `people`, over one connection. Raises whatever the mail server raises."""
    if messages := [compose(notice, person) for person in people]:
        with get_connection() as connection:
            connection.send_messages(messages)


def deliver_digest(person: User, owed: Sequence[Notice]) -> None:
    """One message for all of them. Raises whatever the mail server raises."""
    with get_connection() as connection:
        connection.send_messages([compose_digest(person, owed)])


def compose_digest(person: User, owed: Sequence[Notice]) -> EmailMessage:
    """References, what happened, and links; each in its organisation's time. The same lines make the same message."""
    first = owed[0].organisation
    with override(notices.language_of(person.language, first.language)):
        count = len(owed)
        subject = ngettext("%(count)d message of your day", "%(count)d messages of your day", count) % {
            "count": count
        }
        lines = [_digested(notice) for notice in owed]
        opening = _("What concerns your organisations since the last digest:")
        closing = _("This message holds no case content. Sign in to read more.")
        change = _("You asked for one mail a day. Change that here:")
        link = f"{settings.BASE_URL}{reverse('core:mail')}"
        body = "\n\n".join([opening, *lines, closing, f"{change}\n{link}"]) + "\n"
    named = sha256("".join(sorted(str(notice.pk) for notice in owed)).encode()).hexdigest()[:32]
    host = urlsplit(settings.BASE_URL).hostname
    headers = {"Message-ID": f"<digest.{named}.{person.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, settings.MAIL_FROM, [person.email], headers=headers)


def _digested(notice: Notice) -> str:
    zone = notices.zone_of(notice.organisation)
    subject, _sentence = notices.compose(notice.kind, notice.reference, notice.facts, zone)
    return f"{subject}\n{settings.BASE_URL}{notice.path}"


def compose(notice: Notice, user: User) -> EmailMessage:
    """The message to one person, in their language and their organisation's time."""
    organisation = notice.organisation
    with override(notices.language_of(user.language, organisation.language)):
        zone = notices.zone_of(organisation)
        subject, sentence = notices.compose(notice.kind, notice.reference, notice.facts, zone)
        closing = _("This message holds no case content. Sign in to read more.")
        path = set_password_path(user) if _is_first(notice, user) else notice.path
        link = f"{settings.BASE_URL}{path}"
        body = f"{sentence}\n\n{notice.reference}\n{link}\n\n{closing}\n{organisation.name}\n"
    host = urlsplit(settings.BASE_URL).hostname
    headers = {"Message-ID": f"<{notice.pk}.{user.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, settings.MAIL_FROM, [user.email], headers=headers)


def _is_first(notice: Notice, user: User) -> bool:
    """Does the mail lead to where a first password is chosen?"""
    return notice.kind in before_seats() and not user.has_usable_password()


def compose_password_link(link: PasswordLink) -> EmailMessage:
    """To somebody who forgot a password, in their language; the link is made here and works once."""
    user = link.person
    with override(notices.language_of(user.language, settings.LANGUAGE_CODE)):
        subject = _("Choose a new password")
        opening = _("Somebody, probably you, asked for a new password for your account. Choose it here:")
        closing = _("If it was not you, do nothing: your password stays as it is.")
        body = f"{opening}\n\n{settings.BASE_URL}{set_password_path(user)}\n\n{closing}\n"
    host = urlsplit(settings.BASE_URL).hostname
    headers = {"Message-ID": f"<password.{link.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, settings.MAIL_FROM, [user.email], headers=headers)
