"""What an end user signs about as it stands now, which links are out, and what was signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from exportctl.core.canonical import rfc3339
from licensing.models import AuthorisationRequest, EndUseStatement, EndUseStatementLink, RequestDraft
from licensing.rules import end_use_statements as rules
from licensing.rules.end_use_statements import Standing


@dataclass(frozen=True)
class Declared:
    """What a request says: of what was sent its version that counts, else its draft."""

    body: Mapping[str, Any]
    exporter: str

    @property
    def digest(self) -> str:
        return rules.digest(self.body, exporter=self.exporter)


def declared_of(request: AuthorisationRequest) -> Declared:
    body = request.body
    if not body:
        body = RequestDraft.objects.filter(request=request).values_list("body", flat=True).first() or {}
    return Declared(body, request.exporter.legal_name)


@dataclass(frozen=True)
class LinkRow:
    """A link as its exporter reads it."""

    link: EndUseStatementLink
    standing: Standing
    statement: EndUseStatement | None


def links_of(request: AuthorisationRequest, *, at: datetime) -> list[LinkRow]:
    """The newest first; two queries and what the request says."""
    now = declared_of(request).digest
    links = EndUseStatementLink.objects.filter(request=request).select_related("statement", "sent_by")
    rows = []
    for link in links.order_by("-sent_at", "-id"):
        link.request = request
        statement = getattr(link, "statement", None)
        rows.append(LinkRow(link, link.standing(digest=now, at=at), statement))
    return rows


def link_by_token(token: str) -> EndUseStatementLink | None:
    """The link of this address; None for one that never was."""
    rows = EndUseStatementLink.objects.filter(token_hash=rules.token_hash(token))
    return rows.select_related(
        "request__exporter__organisation", "request__authority__member_state", "request__version"
    ).first()


def statement_of(pk: UUID | None) -> EndUseStatement:
    """What an owed paper is about."""
    rows = EndUseStatement.objects.select_related(
        "link",
        "request__exporter__organisation",
        "request__authority__member_state",
        "request__version",
    )
    assert pk  # a statement's paper is about it
    return rows.get(pk=pk)


def show_link(row: LinkRow) -> dict[str, Any]:
    """As REST answers it; the address of the page is in the answer to sending it alone."""
    link, statement = row.link, row.statement
    return {
        "id": str(link.pk),
        "email": link.email,
        "language": link.language,
        "status": row.standing.value,
        "sent_at": rfc3339(link.sent_at),
        "expires_at": rfc3339(link.expires_at),
        "opened_at": rfc3339(link.opened_at) if link.opened_at else None,
        "refusal": link.refusal or None,
        "digest": link.digest,
        "signed": statement
        and {
            "name": statement.name,
            "function": statement.function,
            "organisation": statement.organisation,
            "language": statement.language,
            "fingerprint": statement.fingerprint,
            "signed_at": rfc3339(statement.signed_at),
        },
    }
