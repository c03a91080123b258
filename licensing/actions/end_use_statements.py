"""An end-use statement signed from abroad: the exporter sends a link; who holds it reads, signs or refuses.

Every act holds the request first, so that nothing is signed that a newer version has overtaken (Article 12(4)).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.canonical import content_hash, rfc3339
from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.models import Seat, User
from exportctl.core.rules.mailboxes import mailbox_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.documents import owe_document
from licensing.actions.requests import hold_request, require_registered, tell_officers
from licensing.errors import Incomplete, LinkOver, TooManyLinks
from licensing.models import (
    AuthorisationRequest,
    EndUseStatement,
    EndUseStatementLink,
    Exporter,
    RequestDraft,
)
from licensing.models.amendments import declaration_of
from licensing.models.documents import DocumentKind
from licensing.models.end_use_statements import LETTER, PENDING
from licensing.queries.end_use_statements import declared_of
from licensing.rules import end_use_statements as rules
from licensing.rules.end_use_statements import LINK, Event, Standing, State
from licensing.rules.kinds import takes_statement
from licensing.rules.requests import State as RequestState
from licensing.rules.shapes import JsonObject

DAY = timedelta(days=1)
PLACE = "/end-use-statement"  # of the exporter, below the page of the draft


@transaction.atomic
def send_link(
    *, request_id: UUID, email: str, actor: User, at: datetime, language: str | None = None
) -> EndUseStatementLink:
    """A one-time link to the person who signs; one that is out already ends with it.

    Raises Incomplete while what is signed about is not said, Invalid for an address that cannot sign, WrongStatus
    once the case is decided, TooManyLinks, NotRegistered.
    """
    _hold_exporter(request_id, actor, at)
    request = hold_request(request_id=request_id, permission=Permission.FILE, actor=actor, at=at)
    declared, body = declaration_of(request.kind), declared_of(request).body
    if not takes_statement(request.kind, body):
        raise WrongStatus(_("Name an end user first: nobody else can sign an end-use statement."))
    _require_pending(request)
    require_registered(exporter=request.exporter)
    address = _checked(email, request)
    if missing := rules.unsaid(declared.gaps(body, "")):
        raise Incomplete(errors=missing)
    _require_few(request, at)
    for link in _usable(request):
        _withdraw(link, actor, at)
    link = _new_link(request, body, address, language or request.exporter.organisation.language, actor, at)
    facts = {"request": request.reference, "digest": link.digest, "expires_at": rfc3339(link.expires_at)}
    record(link, Event.SEND, machine=LINK, actor=actor, at=at, target=State.SENT, **facts)
    return link


def _new_link(
    request: AuthorisationRequest, body: JsonObject, email: str, language: str, actor: User, at: datetime
) -> EndUseStatementLink:
    exporter = request.exporter.legal_name
    link = EndUseStatementLink(
        id=uuid4(),
        request=request,
        email=email,
        language=language,
        content=rules.declared(body, exporter=exporter),
        digest=rules.digest(body, exporter=exporter),
        sent_by=actor,
        sent_at=at,
        expires_at=at + rules.LASTS,
    )
    link.token_hash = rules.token_hash(link.token)
    link.save(force_insert=True)
    return link


@transaction.atomic
def withdraw_link(*, request_id: UUID, link_id: UUID, actor: User, at: datetime) -> EndUseStatementLink:
    """The exporter takes a link back; whoever opens it is told so. Raises NotFound, WrongStatus."""
    request = hold_request(request_id=request_id, permission=Permission.FILE, actor=actor, at=at)
    link = _hold(EndUseStatementLink.objects.filter(pk=link_id, request=request))
    _withdraw(link, actor, at)
    return link


@transaction.atomic
def open_link(*, link_id: UUID, at: datetime) -> EndUseStatementLink:
    """The person asked to see the statement; what only looks at addresses in mails never does. Raises LinkOver."""
    link, _body = _hold_usable(link_id, at)
    if link.status == State.SENT:
        facts = {"request": link.request.reference}
        transition(link, Event.OPEN, machine=LINK, actor=None, at=at, changes={"opened_at": at}, **facts)
    return link


@transaction.atomic
def sign_statement(
    *, link_id: UUID, digest: str, name: str, function: str, organisation: str, language: str, at: datetime
) -> EndUseStatement:
    """The one use of a link: who signs what was read. `digest` is that of the page.

    Raises Invalid, and LinkOver once it was used, withdrawn, has expired or the request says something else.
    """
    if missing := rules.unsigned(name=name, function=function, organisation=organisation):
        raise Invalid(errors=missing)
    link, request = _hold_usable(link_id, at)
    if digest != link.digest:
        raise LinkOver(Standing.OVERTAKEN)
    language = language if language in rules.LANGUAGES else link.language
    signer = {"name": name.strip(), "function": function.strip(), "organisation": organisation.strip()}
    with override(language):
        sentences = [str(sentence) for sentence in rules.UNDERTAKINGS]
    signed: dict[str, Any] = {
        "request": request.reference,
        "declared": link.content,
        "undertakings": sentences,
        "language": language,
        "signed_at": rfc3339(at),
        **signer,
    }
    statement = EndUseStatement.objects.create(
        request=request,
        link=link,
        language=language,
        content=link.content,
        undertakings=sentences,
        digest=link.digest,
        fingerprint=content_hash(signed),
        signed_at=at,
        **signer,
    )
    facts = {"request": request.reference, "digest": link.digest, "fingerprint": statement.fingerprint}
    transition(link, Event.SIGN, machine=LINK, actor=None, at=at, changes={"ended_at": at}, **facts)
    _owe_paper(statement, at)
    _tell(request, "statement_signed", at)
    return statement


@transaction.atomic
def refuse_statement(*, link_id: UUID, reason: str, at: datetime) -> EndUseStatementLink:
    """The person does not sign, and says why: it reaches the exporter. Raises Invalid, LinkOver."""
    if missing := rules.refusal_gap(reason):
        raise Invalid(errors=missing)
    link, request = _hold_usable(link_id, at)
    changes = {"refusal": reason.strip(), "ended_at": at}
    transition(
        link, Event.REFUSE, machine=LINK, actor=None, at=at, changes=changes, request=request.reference
    )
    _tell(request, "statement_refused", at)
    return link


def overtake_links(*, request: AuthorisationRequest, body: JsonObject, actor: User, at: datetime) -> None:
    """A version says something else than was, or would be, signed: links end, a signature is asked for again.

    The caller holds the request and writes the version in the same transaction.
    """
    now = rules.digest(body, exporter=request.exporter.legal_name)
    signed = [*rules.USABLE, State.SIGNED]
    rows = EndUseStatementLink.objects.filter(request=request, status__in=[state.value for state in signed])
    was_signed = False
    for link in locks.lock_all_for_update(rows.exclude(digest=now).order_by("pk")):
        was_signed |= link.status == State.SIGNED
        changes = {} if link.ended_at else {"ended_at": at}
        facts = {"request": request.reference, "digest": now}
        transition(link, Event.OVERTAKE, machine=LINK, actor=actor, at=at, changes=changes, **facts)
    if was_signed:
        _tell_exporter(request, "statement_overtaken", at)


def _checked(email: str, request: AuthorisationRequest) -> str:
    """The address as it is written to. Raises Invalid for none, or for one of the exporter's own people."""
    address = mailbox_of(email)
    try:
        validate_email(address)
    except ValidationError:
        text = _("Give the e-mail address of one person, for example procurement@company.example.")
        raise Invalid(errors=[error("/email", text)]) from None
    own = Seat.objects.filter(
        content_object=request.exporter_id, removed_at=None, user__email__iexact=address
    )
    if own.exists():
        text = _("This is an address of your own company. The end user signs, not the exporter.")
        raise Invalid(errors=[error("/email", text)])
    return address


def _require_pending(request: AuthorisationRequest) -> None:
    if RequestState(request.status) not in PENDING:
        text = _("%(reference)s is decided, withdrawn or closed: nothing is signed for it any more.")
        raise WrongStatus(text % {"reference": request.reference})


def _hold_exporter(request_id: UUID, actor: User, at: datetime) -> None:
    """Its links of a day are counted: of two that are sent at once, for two requests, the second sees the first."""
    known = AuthorisationRequest.objects.visible_to(actor).filter(pk=request_id).first()
    if known is None:
        return  # the request itself is held next, and says so
    permission, companies = Permission.FILE, known.organisation_ids(Permission.FILE)
    access.hold_seat(actor=actor, permission=permission, organisations=companies, at=at)
    locks.lock_for_update(Exporter.objects.filter(pk=known.exporter_id))


def _require_few(request: AuthorisationRequest, at: datetime) -> None:
    sent = EndUseStatementLink.objects.filter(request__exporter=request.exporter_id, sent_at__gt=at - DAY)
    if sent.count() >= rules.MOST_A_DAY:
        raise TooManyLinks(
            _("Your company sent %(most)d links within a day. Send the next one tomorrow.")
            % {"most": rules.MOST_A_DAY}
        )


def _usable(request: AuthorisationRequest) -> list[EndUseStatementLink]:
    rows = EndUseStatementLink.objects.usable().filter(request=request).order_by("pk")
    return list(locks.lock_all_for_update(rows))


def _withdraw(link: EndUseStatementLink, actor: User, at: datetime) -> None:
    facts: Mapping[str, Any] = {"request": link.request.reference}
    transition(link, Event.WITHDRAW, machine=LINK, actor=actor, at=at, changes={"ended_at": at}, **facts)


def _hold(rows: Any) -> EndUseStatementLink:
    link: EndUseStatementLink | None = locks.lock_for_update(rows.select_related("request__exporter"))
    if link is None:
        raise NotFound
    return link


def _hold_usable(link_id: UUID, at: datetime) -> tuple[EndUseStatementLink, AuthorisationRequest]:
    """Request, then what it says, then link, locked: the person has no seat. Raises NotFound, LinkOver."""
    rows = AuthorisationRequest.objects.filter(statement_links=link_id).select_related(
        "authority__member_state", "exporter__organisation", "version"
    )
    request: AuthorisationRequest | None = locks.lock_for_update(rows)
    if request is None:
        raise NotFound
    draft = RequestDraft.objects.filter(request=request)
    locks.lock_for_update(draft)  # so that nobody changes meanwhile what is signed about
    now = declared_of(request).digest
    link = _hold(EndUseStatementLink.objects.filter(pk=link_id))
    link.request = request
    standing = link.standing(digest=now, at=at)
    if standing not in (Standing.SENT, Standing.OPENED):
        raise LinkOver(standing)
    return link, request


def _owe_paper(statement: EndUseStatement, at: datetime) -> None:
    owe_document(
        request=statement.request,
        kind=DocumentKind.RECEIPT.value,
        about=statement.pk,
        name=f"{statement.request.reference}-end-use-statement.pdf",
        language=statement.language,
        facts={"letter": LETTER},
        at=at,
    )


def _tell(request: AuthorisationRequest, kind: str, at: datetime) -> None:
    """The exporter; its officers, too, once the case is theirs."""
    _tell_exporter(request, kind, at)
    if request.status != RequestState.DRAFT:
        tell_officers(kind=kind, request=request, actor=None, at=at)


def _tell_exporter(request: AuthorisationRequest, kind: str, at: datetime) -> None:
    owe_notice(
        kind=kind,
        organisations=[request.exporter.organisation],
        reference=request.reference,
        path=f"{RequestDraft(reference=request.reference).get_absolute_url()}{PLACE}",
        at=at,
    )
