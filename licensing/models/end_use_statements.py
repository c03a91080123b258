"""Links by which an end user abroad signs an end-use statement, and what was signed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.crypto import salted_hmac
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors
from licensing.models.requests import AuthorisationRequest
from licensing.rules import end_use_statements as rules
from licensing.rules.end_use_statements import USABLE, Standing, State
from licensing.rules.requests import OPEN
from licensing.rules.requests import State as RequestState

LINK_LABELS = {
    State.SENT.value: pgettext_lazy("link", "Sent"),
    State.OPENED.value: pgettext_lazy("link", "Opened"),
    State.SIGNED.value: pgettext_lazy("link", "Signed"),
    State.REFUSED.value: pgettext_lazy("link", "Refused by the end user"),
    State.WITHDRAWN.value: pgettext_lazy("link", "Withdrawn"),
    State.OVERTAKEN.value: pgettext_lazy("link", "Overtaken by a change"),
}
STANDING_LABELS = {
    **LINK_LABELS,
    Standing.EXPIRED.value: pgettext_lazy("link", "Expired"),
    Standing.OVER.value: pgettext_lazy("link", "Not needed any more"),
}
PENDING = (RequestState.DRAFT, *OPEN)
LETTER = "end_use_statement"  # how its document is known among the receipts of a case


class EndUseStatementLinkQuerySet(OutboxQuerySet["EndUseStatementLink"]):
    def visible_to(self, user: Reader) -> Self:
        """Its exporter's alone: the authority reads what was signed."""
        return self.filter(request__exporter__in=access.organisation_ids_of(user, Permission.FILE))

    def unsettled(self, *, at: datetime) -> Self:
        """Refused, expired, or signed about something else than what the case says now."""
        expired = Q(status__in=[state.value for state in USABLE], expires_at__lte=at)
        changed = Q(status=State.OVERTAKEN.value, statement__isnull=False)
        return self.filter(expired | changed | Q(status=State.REFUSED.value))

    def usable(self) -> Self:
        return self.filter(status__in=[state.value for state in USABLE])


class EndUseStatementLink(OutboxRow):
    """A one-time link to one person, until a day. The row without a delivery is the mail's queue.

    It holds the hash of its token; the token itself is derived where it is sent, and stored nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=10, choices=LINK_LABELS, default=State.SENT.value)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="statement_links")
    email = models.EmailField()
    language = models.CharField(max_length=2)  # of the mail, and of the page at first
    token_hash = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)  # of what is signed about, as it was when the link was sent
    content = models.JSONField()  # the same in words
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # signed, refused, withdrawn or overtaken
    refusal = models.TextField(blank=True)  # why the person does not sign
    delivered_at = models.DateTimeField(null=True)  # the mail
    get_absolute_url: Callable[[], str]  # where the person signs: settings.ABSOLUTE_URL_OVERRIDES

    objects = EndUseStatementLinkQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="statement_link_status_known", condition=Q(status__in=[*LINK_LABELS])
            ),
            models.CheckConstraint(
                name="statement_link_refused_with_reason",
                condition=~Q(status=State.REFUSED.value) | ~Q(refusal=""),
            ),
            models.UniqueConstraint(
                name="statement_link_one_usable",
                fields=["request"],
                condition=Q(status__in=sorted(state.value for state in USABLE)),
            ),
        ]
        indexes = [
            models.Index(name="statement_link_unsent", fields=["sent_at"], condition=Q(delivered_at=None))
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.request.exporter_id] if permission == Permission.FILE else []

    @property
    def token(self) -> str:
        """The secret part of the address: 256 bits, derived from the key of this instance."""
        return salted_hmac("licensing.end_use_statement", str(self.pk), algorithm="sha256").hexdigest()

    def standing(self, *, digest: str, at: datetime) -> Standing:
        """How it reads now; `digest` is that of what the request says."""
        return rules.standing(
            self.status,
            expires_at=self.expires_at,
            is_current=self.digest == digest,
            is_pending=RequestState(self.request.status) in PENDING,
            at=at,
        )


class EndUseStatement(models.Model):
    """What somebody signed through a link: who, about what, in which words, when. Only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="end_use_statements")
    link = models.OneToOneField(EndUseStatementLink, models.PROTECT, related_name="statement")
    name = models.CharField(max_length=rules.MOST_NAME)
    function = models.CharField(max_length=rules.MOST_NAME)
    organisation = models.CharField(max_length=rules.MOST_NAME)
    language = models.CharField(max_length=2)
    content = models.JSONField()  # what it is about
    undertakings = models.JSONField()  # the sentences that were read, in that language
    digest = models.CharField(max_length=64)  # of `content`
    fingerprint = models.CharField(max_length=64)  # SHA-256 of all that was signed
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at", "id"]


def signed_statement() -> Subquery:
    """An annotation for requests: of the newest signature who, when, about what and in which state its link is."""
    newest = EndUseStatement.objects.filter(request=OuterRef("pk")).order_by("-signed_at", "-id")
    facts: Any = JSONObject(
        id="id",
        name="name",
        function="function",
        organisation="organisation",
        signed_at="signed_at",
        digest="digest",
        email="link__email",
        status="link__status",
    )
    return Subquery(newest.values(facts=facts)[:1])


def gaps_after_signing(request: AuthorisationRequest, gaps: Errors, *, digest: str = "") -> Errors:
    """What is missing where a signature stands for the statement (Article 12(4)).

    With `digest`, one about just that; without it, an earlier one is enough: it is asked for again afterwards.
    """
    if not rules.asks_for_statement(gaps):
        return gaps
    signed = EndUseStatement.objects.filter(request=request)
    if digest:
        signed = signed.filter(digest=digest)
    return rules.without_statement(gaps) if signed.exists() else gaps
