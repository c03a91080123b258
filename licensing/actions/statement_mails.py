"""Mail to whoever is asked to sign an end-use statement: who asks, until when, the link; never case content."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from exportctl.core.actions import outbox
from exportctl.core.calendar import local_date
from exportctl.core.formatting import long_day
from exportctl.core.notices import zone_of
from licensing.models import EndUseStatementLink
from licensing.rules.end_use_statements import USABLE


def deliver_statement_link(*, link_id: UUID, machine_at: datetime) -> None:
    """Send one owed link, unless it was taken back meanwhile. `machine_at` is the machine's clock."""
    rows = EndUseStatementLink.objects.filter(pk=link_id)
    asking = rows.select_related("request__authority", "request__exporter", "sent_by")
    outbox.deliver(rows=asking, send=_send, machine_at=machine_at)


def _send(link: EndUseStatementLink) -> None:
    if link.status in USABLE:
        compose(link=link).send()


def compose(*, link: EndUseStatementLink) -> EmailMessage:
    """The message in the language that the exporter chose for the person."""
    with override(link.language):
        values = {
            "exporter": link.request.exporter.legal_name,
            "authority": link.request.authority.own_name,
            "reference": link.request.reference,
            "day": long_day(local_date(link.expires_at, zone_of(link.request.authority))),
            "sender": f"{link.sent_by}, {link.sent_by.email}",
        }
        subject = _("%(reference)s: %(exporter)s asks you to sign an end-use statement") % values
        paragraphs = [
            _(
                "%(exporter)s asks %(authority)s to authorise an export to you, and needs your statement on what the"
                " items will be used for. You can read it, sign it or refuse to sign it here, until %(day)s:"
            ),
            f"{settings.BASE_URL}{link.get_absolute_url()}".replace("%", "%%"),
            _("You need no account. The link works once, for you alone: do not pass it on."),
            _(
                "This message holds no case content. If you doubt it, ask your contact at the exporter: %(sender)s."
            ),
        ]
        text = "\n\n".join(paragraph % values for paragraph in paragraphs) + "\n"
    host = settings.BASE_URL.split("//")[-1].split(":")[0]
    headers = {"Message-ID": f"<{link.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, settings.MAIL_FROM, [link.email], headers=headers)
