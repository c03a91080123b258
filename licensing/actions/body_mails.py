"""Mail to consulted bodies: a link, never case content."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from exportctl.core.actions import outbox
from exportctl.core.formatting import long_day
from licensing.models import BodyMail
from licensing.models.consultations import MailKind
from licensing.queries.letterheads import letterhead_of
from licensing.rules.consultations import State


def deliver_body_mail(*, mail_id: UUID, machine_at: datetime) -> None:
    """Send one owed mail, unless its question has been answered meanwhile. `machine_at` is the machine's clock."""
    rows = BodyMail.objects.filter(pk=mail_id)
    asking = rows.select_related(
        "consultation__body", "consultation__asked_by", "consultation__request__authority"
    )
    outbox.deliver(rows=asking, send=_send, machine_at=machine_at)


def _send(mail: BodyMail) -> None:
    consultation = mail.consultation
    is_open = consultation.status == State.ASKED and consultation.round == mail.round
    if is_open or mail.kind == MailKind.RECORDED:
        compose(mail=mail).send()


def compose(*, mail: BodyMail) -> EmailMessage:
    """The message in the body's language: who asks, the reference, the last day, the link, whom to call."""
    consultation = mail.consultation
    with override(consultation.body.language):
        values = {
            "authority": consultation.request.authority.own_name,
            "reference": consultation.request.reference,
            "day": long_day(consultation.due_on),
            "contact": _contact(mail),
        }
        subject, *paragraphs = [str(words) % values for words in _words(mail)]
        paragraphs.append(_("If you have a question, or doubt this message: %(contact)s.") % values)
    paragraphs.insert(1, f"{settings.BASE_URL}{consultation.get_absolute_url()}")
    text = "\n\n".join(paragraphs) + "\n"
    host = settings.BASE_URL.split("//")[-1].split(":")[0]
    headers = {"Message-ID": f"<{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, settings.MAIL_FROM, [consultation.body.email], headers=headers)


def _words(mail: BodyMail) -> tuple[Any, ...]:
    """The subject, what it is about, and what holds for the link."""
    closing = _(
        "This message holds no case content. The link is for your office alone, opens what you may see,"
        " takes one answer, and ends with it."
    )
    asks = _("%(authority)s asks for your advice on an export. Please answer by %(day)s.")
    if mail.kind == MailKind.RECORDED:
        return (
            _("%(reference)s: advice is recorded in your name"),
            _("%(authority)s recorded what your office said on an export. Read whether it is what you said."),
            _("If it is not, tell the authority at once: its officers decide on it."),
        )
    if mail.kind == MailKind.CORRECTED:
        return (
            _("%(reference)s: the exporter corrected what you are asked about"),
            _(
                "%(authority)s asked for your advice on an export, and the exporter corrected the case since. Your link"
                " shows it as it stands now. Please answer by %(day)s."
            ),
            closing,
        )
    if mail.kind == MailKind.URGENT:
        return (
            _("%(reference)s: urgent; please advise as early as you can"),
            _(
                "%(authority)s asked for your advice on an export, and treats the case as urgent now. The last day"
                " stays %(day)s; an answer before it counts at once."
            ),
            closing,
        )
    if mail.kind == MailKind.REMINDER:
        return _("%(reference)s: your advice is still missing; please answer by %(day)s"), asks, closing
    if mail.round > 1:
        return (
            _("%(reference)s: you are asked again; please advise by %(day)s"),
            _(
                "%(authority)s asked for your advice on this export before, and asks again: something changed."
                " The page says what. Please answer by %(day)s."
            ),
            closing,
        )
    return _("%(reference)s: please advise by %(day)s"), asks, closing


def _contact(mail: BodyMail) -> str:
    """A person and the ways to reach them, for an office that takes a link for a trap."""
    consultation = mail.consultation
    officer, letterhead = consultation.asked_by, letterhead_of(consultation.request.authority)
    ways = [str(officer), officer.email, letterhead.office, letterhead.contact]
    return ", ".join(" ".join(way.split()) for way in ways if way)
