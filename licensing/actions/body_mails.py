"""Mail to consulted bodies: a link, never case content."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from exportctl.core.actions import outbox
from exportctl.core.formatting import long_day
from licensing.models import BodyMail
from licensing.models.consultations import MailKind
from licensing.rules.consultations import State


def deliver_body_mail(*, mail_id: UUID, machine_at: datetime) -> None:
    """Send one owed mail, unless its question has been answered meanwhile. `machine_at` is the machine's clock."""
    rows = BodyMail.objects.filter(pk=mail_id)
    asking = rows.select_related("consultation__body", "consultation__request__authority")
    outbox.deliver(rows=asking, send=_send, machine_at=machine_at)


def _send(mail: BodyMail) -> None:
    consultation = mail.consultation
    if consultation.status == State.ASKED and consultation.round == mail.round:
        compose(mail=mail).send()


def compose(*, mail: BodyMail) -> EmailMessage:
    """The message in the body's language: the asking authority, the reference, the last day and the link."""
    consultation = mail.consultation
    with override(consultation.body.language):
        values = {
            "authority": consultation.request.authority.own_name,
            "reference": consultation.request.reference,
            "day": long_day(consultation.due_on),
        }
        subject = (
            _("%(reference)s: please advise by %(day)s")
            if mail.kind == MailKind.QUESTION
            else _("%(reference)s: your advice is still missing; please answer by %(day)s")
        ) % values
        sentence = _("%(authority)s asks for your advice on an export. Please answer by %(day)s.") % values
        closing = _(
            "This message holds no case content. The link is for your office alone, opens what you may see,"
            " takes one answer, and ends with it."
        )
    link = f"{settings.BASE_URL}{consultation.get_absolute_url()}"
    text = f"{sentence}\n\n{link}\n\n{closing}\n"
    host = settings.BASE_URL.split("//")[-1].split(":")[0]
    headers = {"Message-ID": f"<{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, settings.MAIL_FROM, [consultation.body.email], headers=headers)
