"""Mail to consulted bodies: claimed, sent outside any transaction, recorded. A link, never case content."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from exportctl.core import locks
from exportctl.core.formatting import long_day
from licensing.models import BodyMail
from licensing.rules.consultations import State

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
ATTEMPTS = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)


def unsent(*, machine_at: datetime) -> "list[UUID]":
    """The queue: owed, not given up, in nobody's hands."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=machine_at)
    rows = BodyMail.objects.filter(free, delivered_at=None, gave_up_at=None)
    return list(rows.order_by("created_at", "pk").values_list("pk", flat=True)[:200])


def deliver_body_mail(*, mail_id: UUID, machine_at: datetime) -> None:
    """Send one. A crash on the way repeats it, with the same Message-ID; a question answered meanwhile is not sent."""
    mail = _claim(mail_id, machine_at)
    if mail is None:
        return
    consultation = mail.consultation
    if consultation.status == State.ASKED and consultation.round == mail.round:
        try:
            compose(mail=mail).send()
        except Exception:  # whatever the mail server does: the row stays owed
            log.exception("mail %s to a consulted body was not sent (attempt %s)", mail.pk, mail.attempts)
            _postpone(mail_id, machine_at)
            return
    _settle(mail_id, machine_at)


def compose(*, mail: BodyMail) -> EmailMessage:
    """In the body's language: who asks, the reference, by when, and the link."""
    asked = mail.consultation
    with override(asked.body.language):
        said = {
            "authority": asked.request.authority.name,
            "reference": asked.request.reference,
            "day": long_day(asked.due_on),
        }
        subject = (
            _("%(reference)s: please advise by %(day)s")
            if mail.kind == "asked"
            else _("%(reference)s: your advice is still missing; please answer by %(day)s")
        ) % said
        sentence = _("%(authority)s asks for your advice on an export. Please answer by %(day)s.") % said
        closing = _(
            "This message holds no case content. The link is for your office alone, opens what you may see,"
            " takes one answer, and ends with it."
        )
    link = f"{settings.BASE_URL}{asked.path}"
    text = f"{sentence}\n\n{link}\n\n{closing}\n"
    host = settings.BASE_URL.split("//")[-1].split(":")[0]
    headers = {"Message-ID": f"<{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, settings.MAIL_FROM, [asked.body.email], headers=headers)


@transaction.atomic
def _claim(mail_id: UUID, machine_at: datetime) -> BodyMail | None:
    free = Q(claimed_until=None) | Q(claimed_until__lte=machine_at)
    owed = BodyMail.objects.filter(free, pk=mail_id, delivered_at=None, gave_up_at=None)
    mail: BodyMail | None = locks.lock_for_update(
        owed.select_related("consultation__body", "consultation__request__authority"), skip_locked=True
    )
    if mail is None:
        return None
    mail.claimed_until, mail.attempts = machine_at + LEASE, mail.attempts + 1
    mail.save(update_fields=["claimed_until", "attempts"])
    return mail


@transaction.atomic
def _settle(mail_id: UUID, machine_at: datetime) -> None:
    BodyMail.objects.filter(pk=mail_id).update(delivered_at=machine_at, claimed_until=None)


@transaction.atomic
def _postpone(mail_id: UUID, machine_at: datetime) -> None:
    mail: BodyMail = locks.lock_for_update(BodyMail.objects.filter(pk=mail_id))
    if mail.attempts >= ATTEMPTS:
        mail.gave_up_at = machine_at
    mail.claimed_until = machine_at + min(FIRST_WAIT * 2 ** (mail.attempts - 1), LONGEST_WAIT)
    mail.save(update_fields=["gave_up_at", "claimed_until"])
