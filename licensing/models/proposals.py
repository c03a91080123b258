from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import TwoOfficers, User
from exportctl.core.models.four_eyes import PENDING, TwoOfficersQuerySet
from exportctl.core.rules.permissions import Permission
from licensing.models.requests import LEGAL_BASIS_LABELS, AuthorisationRequest
from licensing.models.versions import RequestLine
from licensing.rules.authorisations import months_of
from licensing.rules.proposals import doubtful, read_by_others
from licensing.rules.requests import (
    CATCH_ALL,
    WITH_WORDS,
    Kind,
    Outcome,
    ProposalState,
    imposes_requirement,
    opens_procedure,
)
from licensing.rules.versions import Role, destinations_of, lines_of, parties_of

OUTCOME_LABELS = {
    Outcome.GRANT.value: _("Grant"),
    Outcome.GRANT_WITH_CONDITIONS.value: _("Grant with conditions"),
    Outcome.REFUSE.value: _("Refuse"),
    Outcome.NO_AUTHORISATION_REQUIRED.value: _("No authorisation required"),
    Outcome.AUTHORISATION_REQUIRED.value: _("Authorisation required"),
}
PROPOSAL_LABELS = {
    ProposalState.PROPOSED.value: _("Waiting for a second officer"),
    ProposalState.APPROVED.value: _("Approved"),
    ProposalState.RETURNED.value: _("Returned"),
    ProposalState.WITHDRAWN.value: _("Withdrawn"),
    ProposalState.STALE.value: _("Outdated by a correction"),
}

# Article 15(1), letter by letter.
CRITERIA_LABELS = {
    "international_commitments": _("(a) International obligations and commitments"),
    "sanctions": _("(b) Sanctions and arms embargoes"),
    "foreign_and_security_policy": _("(c) Foreign and security policy, Common Position 2008/944/CFSP"),
    "end_use_and_diversion": _("(d) Intended end use and risk of diversion"),
}
# Of the finding whether an item is a cyber-surveillance item: its elements, and why.
FINDING_LABELS = {
    "specially_designed": _("Is it specially designed for this?"),
    "covert_surveillance": _("Does it enable covert surveillance?"),
    "natural_persons": _("Are natural persons watched?"),
    "ict_systems": _("Are data taken from information and telecommunication systems?"),
    "reason": _("Why?"),
}


class ProposalQuerySet(TwoOfficersQuerySet):
    def approvable_by(self, user: User) -> Self:
        """Those this person may approve or return: waiting, on a case they handle, and not their own.

        Whose case it is does not matter: a deputy's proposal is for the one who took the case, too.
        """
        handled = AuthorisationRequest.objects.handled_by(user)
        waiting = self.may_be_approved_by(user).filter(request__in=handled)
        return waiting.filter(Q(seconded_by=None) | ~Q(seconded_by=user))


class Proposal(TwoOfficers):
    """A decision as one officer proposes it: a workflow row, its approval bound by the hash of its content."""

    settled_column: ClassVar[str] = "settled_at"

    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="proposals")
    status = models.CharField(max_length=20, choices=PROPOSAL_LABELS, default=ProposalState.PROPOSED.value)
    outcome = models.CharField(max_length=30, choices=OUTCOME_LABELS)
    legal_basis = models.CharField(max_length=20, choices=LEGAL_BASIS_LABELS)
    grounds = models.TextField()
    conditions = models.JSONField(default=list)
    entry = models.JSONField(null=True)  # the list's words, should the item be listed; of a refusal only
    dossier = models.JSONField(null=True)  # the words the other Member States read; of a refusal only
    # How the exporter was heard (Charter, Article 41(2)(a)): {"held_on": day} or {"waived": reason}
    hearing = models.JSONField(null=True)
    version = models.PositiveSmallIntegerField(
        default=1
    )  # number of the request's version that it decides on
    # Of the request's items: the one that a procedure about the list would be about.
    line = models.PositiveSmallIntegerField(null=True)  # the first, where none is named
    # What a grant is limited to: [{line, quantity, value}]; empty grants every line as it was asked for.
    lines = models.JSONField(default=list)
    # Of the destinations asked for, as codes, those that a grant is limited to; empty grants every one.
    destinations = models.JSONField(default=list)
    valid_for_months = models.PositiveSmallIntegerField(null=True)  # else as asked for, else two years
    criteria = models.JSONField(null=True)  # Article 15(1), what was weighed under each; null: not recorded
    finding = models.JSONField(
        null=True
    )  # Article 2(20), is it a cyber-surveillance item? null: not recorded
    # Under a prohibition: the exemption or derogation that lifts it, and what the officer found: {"number", "finding"}
    measure = models.JSONField(null=True)
    # Beside each condition, by its place: {"show", "due_on"}, or null; empty where no condition has any.
    condition_terms = models.JSONField(default=list)
    # Of a global authorisation: {"weighed"} or {"unnecessary_because"}, Article 12(4); null: not recorded
    icp = models.JSONField(null=True)
    longer_because = models.TextField(blank=True)  # of a large project: why for more than four years
    # Why what is granted is a substantial limitation that the other states are told of (Article 16(1)); "": it is none.
    substantial_because = models.TextField(blank=True)
    # Of a requirement under Article 4: why the other states are not told of it (Article 4(4)); "": they are.
    confidential_because = models.TextField(blank=True)
    reports_every = models.PositiveSmallIntegerField(null=True)  # months after which its use is reported
    content_hash = models.CharField(max_length=64)
    settled_at = models.DateTimeField(null=True)
    # Where a rule of the authority asks for a third officer: who approved first. The third decides.
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)  # of a return
    without_advice = models.TextField(blank=True)  # why it does not wait for a body whose day has passed

    objects = ProposalQuerySet.as_manager()  # type: ignore[misc]  # the base has a class variable of a wider type

    class Meta(TwoOfficers.Meta):
        ordering = ["proposed_at", "id"]
        constraints = [
            *TwoOfficers.Meta.constraints,
            models.CheckConstraint(name="proposal_status_known", condition=Q(status__in=[*PROPOSAL_LABELS])),
            models.CheckConstraint(name="proposal_outcome_known", condition=Q(outcome__in=[*OUTCOME_LABELS])),
            models.CheckConstraint(
                name="proposal_approved_by_someone",
                condition=~Q(status=ProposalState.APPROVED.value) | Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_refusal_has_words",
                condition=~Q(outcome__in=[outcome.value for outcome in sorted(WITH_WORDS)])
                | Q(entry__isnull=False, dossier__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_three_people",
                condition=Q(seconded_by=None)
                | (
                    ~Q(seconded_by=F("proposed_by"))
                    & (Q(approved_by=None) | ~Q(seconded_by=F("approved_by")))
                ),
                violation_error_message=_("Three different officers decide this."),
            ),
            models.UniqueConstraint(
                name="proposal_one_waiting",
                fields=["request"],
                condition=PENDING,
                violation_error_message=_("A proposal for this request is waiting already."),
            ),
        ]

    def was_seconded_by(self, user: User) -> bool:
        """Did this person give the first of two approvals, where a rule asks for a third officer?"""
        return bool(self.seconded_by_id == user.pk)

    @property
    def opens_procedure(self) -> bool:
        return opens_procedure(outcome=self.outcome, legal_basis=self.legal_basis)

    @property
    def item(self) -> RequestLine:
        """Of the request's items the one that a procedure about the list would be about."""
        return self.request.line if self.line in (None, 1) else self.request.lines[self.line - 1]

    @property
    def left_out(self) -> list[str]:
        """The destinations asked for that its grant does not cover: they are refused."""
        if not self.destinations:
            return []
        return [code for code in destinations_of(self.request.body) if code not in self.destinations]

    @property
    def months(self) -> int:
        """How long what is granted is valid: as proposed, else as asked for, else two years (Article 12(3))."""
        return months_of(self.valid_for_months, self.request.body.get("valid_for_months"))

    @property
    def doubtful_words(self) -> list[str]:
        """The pointers of words that others will read and that may tell who the exporter is."""
        if self.entry is None or self.dossier is None:
            return []
        body = self.request.body  # a list of requests has it at hand, its lines and parties not
        end_users = [party.name for party in parties_of(body) if party.role == Role.END_USER]
        texts = read_by_others(lines_of(body)[(self.line or 1) - 1], end_users, self.entry, self.dossier)
        maker = str(self.entry.get("manufacturer") or "")
        return doubtful(texts, maker=maker, exporter=self.request.exporter.identity)

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.request.organisation_ids(permission)


class ProposalDraft(models.Model):
    """A half-written proposal of one officer: what is in the form, unchecked. Gone once it is proposed."""

    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="proposal_drafts")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="proposal_draft_once", fields=["request", "officer"])]


class DecisionQuerySet(models.QuerySet["Decision"]):
    def requirements(self) -> Self:
        """Those that make an export of items that are not listed subject to authorisation (`imposes_requirement`)."""
        return self.filter(
            request__kind=Kind.NOTIFICATION.value, outcome__in=WITH_WORDS, legal_basis__in=CATCH_ALL
        )

    def changed_since(self, instant: datetime) -> Self:
        """Of requirements: those imposed, or whose case was taken up again, at that instant or later."""
        return self.filter(Q(decided_at__gte=instant) | Q(request__changed_at__gte=instant))

    def with_case(self) -> Self:
        return self.select_related(
            "request__authority__member_state", "request__exporter", "request__version"
        ).prefetch_related(
            "request__decisions",
            "request__version__lines",
            "request__version__parties",
            "request__version__destinations",
        )

    def told_to(self, user: Reader) -> Self:
        """Of requirements: to customs of the authority's own state, and to its officers."""
        states = access.state_codes_of(user, Permission.CHECK_SHIPMENTS)
        handled = AuthorisationRequest.objects.handled_by(user)
        return self.requirements().filter(
            Q(request__authority__member_state__in=states) | Q(request__in=handled)
        )


class Decision(models.Model):
    """What an authority decided, written when the second officer approves; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="decisions")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=30, choices=OUTCOME_LABELS)
    legal_basis = models.CharField(max_length=20, choices=LEGAL_BASIS_LABELS)
    content_hash = models.CharField(max_length=64)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: as customs read a requirement

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="decision_four_eyes",
                condition=~Q(proposer=F("approver")),
                violation_error_message=_("Nobody approves their own proposal."),
            )
        ]

    @property
    def opens_procedure(self) -> bool:
        return opens_procedure(outcome=self.outcome, legal_basis=self.legal_basis)

    @property
    def imposes_requirement(self) -> bool:
        return imposes_requirement(kind=self.request.kind, outcome=self.outcome, legal_basis=self.legal_basis)

    @property
    def stands(self) -> bool:
        """Was its case not taken up again since?"""
        last = max(self.request.decisions.all(), key=lambda each: (each.decided_at, each.pk))
        return self.request.is_decided and last.pk == self.pk
