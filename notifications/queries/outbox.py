"""What is owed and not delivered, of every kind, for who administers: an error and a next attempt, no case content."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from controllist.models import EditionPaper
from exportctl.core import notices
from exportctl.core.models import DigestLine, File, Notice, PasswordLink
from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow
from exportctl.core.queries.monitoring import SHOWN
from licensing.models import BodyMail, Document, EndUseStatementLink


@dataclass(frozen=True)
class Outbox:
    """One kind of owed row, in words; `together` names what rows share that are delivered in one message."""

    key: str
    label: Any
    given_up_label: Any
    model: type[OutboxRow]
    related: tuple[str, ...]
    describe: Callable[[Any], str]
    together: str = "pk"

    def batch(self, key: UUID) -> OutboxQuerySet[Any]:
        """The rows that one press of the button concerns."""
        rows: OutboxQuerySet[Any] = self.model.objects.filter(**{self.together: key})
        return rows

    def lines(self, rows: OutboxQuerySet[Any]) -> list["OutboxLine"]:
        """The first of `rows`, one for each message."""
        shown = rows.select_related(*self.related).order_by(self.together, "pk").distinct(self.together)
        return [self._line(row) for row in shown[:SHOWN]]

    def _line(self, row: Any) -> "OutboxLine":
        return OutboxLine(
            outbox=self.key,
            key=getattr(row, self.together),
            what=self.describe(row),
            reason=row.failure or _("no reason kept"),
            attempts=row.attempts,
            next_attempt_at=row.next_attempt_at,
            gave_up_at=row.gave_up_at,
        )


@dataclass(frozen=True)
class OutboxLine:
    outbox: str
    key: UUID
    what: str
    reason: str
    attempts: int
    next_attempt_at: datetime | None
    gave_up_at: datetime | None


@dataclass(frozen=True)
class OutboxStatus:
    """How many messages of a kind wait, how many of them failed and are tried again, how many were given up."""

    outbox: Outbox
    owed: int
    failing: int
    given_up: int

    def failing_lines(self) -> list[OutboxLine]:
        return self.outbox.lines(self.outbox.model.objects.failing()) if self.failing else []

    def given_up_lines(self) -> list[OutboxLine]:
        return self.outbox.lines(self.outbox.model.objects.given_up()) if self.given_up else []


def outbox_statuses() -> list[OutboxStatus]:
    """One query for each kind."""
    tried, trying = ~Q(failure=""), Q(gave_up_at=None)
    return [
        OutboxStatus(
            outbox=outbox,
            **outbox.model.objects.undelivered().aggregate(
                owed=Count(outbox.together, filter=trying, distinct=True),
                failing=Count(outbox.together, filter=trying & tried, distinct=True),
                given_up=Count(outbox.together, filter=~trying, distinct=True),
            ),
        )
        for outbox in OUTBOXES.values()
    ]


def _notice(notice: Notice) -> str:
    subject, _sentence = notices.compose(notice.kind, notice.reference, notice.facts)
    return _("To %(organisation)s: %(subject)s") % {
        "organisation": notice.organisation.short_name,
        "subject": subject,
    }


def _digest(line: DigestLine) -> str:
    return _("Daily digest of a person of %(organisation)s") % {
        "organisation": line.notice.organisation.short_name
    }


def _password_link(_link: PasswordLink) -> str:
    return _("Link to a new password")


def _body_mail(mail: BodyMail) -> str:
    return _("%(kind)s to a body that %(authority)s consults") % {
        "kind": mail.get_kind_display(),
        "authority": mail.consultation.request.authority.short_name,
    }


def _statement_link(link: EndUseStatementLink) -> str:
    return _("Link to sign an end-use statement, for a case of %(authority)s") % {
        "authority": link.request.authority.short_name
    }


def _document(document: Document) -> str:
    return _("%(kind)s of a case of %(authority)s") % {
        "kind": document.get_kind_display(),
        "authority": document.request.authority.short_name,
    }


def _edition_paper(paper: EditionPaper) -> str:
    return _("Edition %(number)d of the list as a document, %(language)s") % {
        "number": paper.edition,
        "language": paper.language,
    }


def _file(_file: File) -> str:
    return _("Check of an uploaded file")


OUTBOXES = {
    outbox.key: outbox
    for outbox in (
        Outbox(
            "messages",
            gettext_lazy("Messages"),
            gettext_lazy("Messages given up"),
            Notice,
            ("organisation",),
            _notice,
        ),
        Outbox(
            "digests",
            gettext_lazy("Daily digests"),
            gettext_lazy("Daily digests given up"),
            DigestLine,
            ("notice__organisation",),
            _digest,
            together="person_id",
        ),
        Outbox(
            "password-links",
            gettext_lazy("Links to new passwords"),
            gettext_lazy("Links to new passwords given up"),
            PasswordLink,
            (),
            _password_link,
        ),
        Outbox(
            "body-mails",
            gettext_lazy("Mails to consulted bodies"),
            gettext_lazy("Mails to consulted bodies given up"),
            BodyMail,
            ("consultation__request__authority",),
            _body_mail,
        ),
        Outbox(
            "statement-links",
            gettext_lazy("Links to sign end-use statements"),
            gettext_lazy("Links to sign end-use statements given up"),
            EndUseStatementLink,
            ("request__authority",),
            _statement_link,
        ),
        Outbox(
            "documents",
            gettext_lazy("Receipts and letters"),
            gettext_lazy("Receipts and letters given up"),
            Document,
            ("request__authority",),
            _document,
        ),
        Outbox(
            "editions",
            gettext_lazy("Documents of the list’s editions"),
            gettext_lazy("Documents of the list’s editions given up"),
            EditionPaper,
            (),
            _edition_paper,
        ),
        Outbox(
            "files",
            gettext_lazy("Checks of files"),
            gettext_lazy("Checks of files given up"),
            File,
            (),
            _file,
        ),
    )
}
