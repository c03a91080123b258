"""What an authority does not let go, as the authorities of all Member States are told (Article 16)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BaseConstraint, Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import AuditEvent, FourEyesAct, MemberState, Organisation
from exportctl.core.models.four_eyes import PENDING
from exportctl.core.rules.permissions import Permission
from licensing.models.authorisation_changes import AuthorisationChange
from licensing.models.authorisations import Authorisation
from licensing.models.conflicts import Conflict
from licensing.models.information_requests import InformationRequest
from licensing.models.proposals import Decision
from licensing.models.requests import LEGAL_BASIS_LABELS, AuthorisationRequest
from licensing.models.versions import ROLE_LABELS
from licensing.rules.authorisations import State as AuthorisationState
from licensing.rules.denials import Act, Event, State
from licensing.rules.requests import CATCH_ALL

STATUS_LABELS = {
    State.VALID.value: _("Valid"),
    State.REVOKED.value: _("Revoked"),
}
ACT_LABELS = {
    Act.REFUSE.value: _("Refused"),
    Act.NOT_TO_BE_AUTHORISED.value: _("Not to be authorised"),
    Act.LIMIT.value: _("Substantially limited"),
    Act.SUSPEND.value: _("Suspended"),
    Act.REVOKE.value: _("Revoked"),
    Act.ANNUL.value: _("Annulled"),
}
REVIEW_LABELS = {
    Event.RENEW.value: _("Renew the denial"),
    Event.AMEND.value: _("Amend the denial"),
    Event.REVOKE.value: _("Revoke the denial"),
}


class DenialQuerySet(models.QuerySet["Denial"]):
    def visible_to(self, user: Reader) -> Self:
        """All of them to every authority's officers, of whatever state; to nobody else (Article 16(7)).

        Whoever declared a conflict of interest in the case behind one does not see it.
        """
        if not access.has_seat(user, Permission.HANDLE):
            return self.none()
        return self.filter(Q(request=None) | ~Q(request__in=Conflict.objects.hidden_from(user)))

    def notified_to(self, user: Reader) -> Self:
        """What the reader's body was told of: the authorities, and the Commission (Article 16(1))."""
        return self if access.has_seat(user, Permission.ADMINISTER) else self.visible_to(user)

    def valid(self) -> Self:
        """What Article 16(5) asks for: denials that nobody has revoked."""
        return self.filter(status=State.VALID.value)

    def of_states(self, codes: list[str]) -> Self:
        return self.filter(member_state__in=codes)

    def of_catch_all(self) -> Self:
        """What was denied of items that are not listed (Articles 4 and 5)."""
        return self.filter(legal_basis__in=CATCH_ALL)

    def passed_to(self, user: Reader) -> Self:
        """What the authorities of a customs officer's own state passed on."""
        states = access.state_codes_of(user, Permission.CHECK_SHIPMENTS)
        passed = PassedDenial.objects.filter(authority__member_state__in=states)
        return self.filter(pk__in=passed.values("denial"))

    def with_passing(self, *, authority: UUID | None) -> Self:
        """With the instant at which that authority passed it on to its customs, `passed_on_at`; None before."""
        passed = PassedDenial.objects.filter(denial=OuterRef("pk"), authority=authority)
        return self.annotate(passed_on_at=Subquery(passed.values("passed_at")[:1]))

    def changed_for_customs(self, instant: datetime, user: Reader) -> Self:
        """Of what was passed to a customs officer: what was, or is not valid any more, since that instant."""
        states = access.state_codes_of(user, Permission.CHECK_SHIPMENTS)
        passed = PassedDenial.objects.filter(authority__member_state__in=states, passed_at__gte=instant)
        events = AuditEvent.objects.filter(object_id=OuterRef("pk"), at__gte=instant)
        ended = events.filter(target=State.REVOKED.value)
        return self.filter(Q(pk__in=passed.values("denial")) | Exists(ended))

    def due_for_review(self, *, until: date) -> Self:
        """Those whose review has to be done by that day."""
        return self.valid().filter(review_due_on__lte=until)

    def to_assess(self, *, on: date) -> Self:
        """Those of a suspension that ended with its authorisation, before the final assessment (Article 16(1)).

        They stay valid until then (Article 16(2)): what was suspended may have to be denied for good. `on`: the day at
        the authority.
        """
        alive = [AuthorisationState.VALID.value, AuthorisationState.SUSPENDED.value]
        expired = Authorisation.objects.filter(status__in=alive, version__valid_until__lt=on)
        surrendered = Authorisation.objects.filter(status=AuthorisationState.SURRENDERED.value)
        reviews = DenialReview.objects.filter(denial=OuterRef("pk"), status="approved")
        paper = OuterRef("change__authorisation__version__valid_until")
        since_expiry = Exists(reviews.filter(approved_at__date__gt=paper))
        since_surrender = Exists(
            reviews.filter(approved_at__gte=OuterRef("change__authorisation__changed_at"))
        )
        over = (Q(change__authorisation__in=expired) & ~since_expiry) | (
            Q(change__authorisation__in=surrendered) & ~since_surrender
        )
        return self.valid().filter(over, act=Act.SUSPEND.value)

    def with_parties(self) -> Self:
        return self.select_related("member_state", "authority__member_state").prefetch_related("parties")


class Denial(models.Model):
    """One item that was not let go: of a refusal, or of an authorisation that was suspended, revoked or annulled.

    Of a state that is not on this system it is entered from its paper, by number and day.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # DE-D-2026-0007
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=State.VALID.value)
    act = models.CharField(max_length=30, choices=ACT_LABELS)
    member_state = models.ForeignKey(MemberState, models.PROTECT, related_name="+")
    # Which keeps it: the authority that denied, or the one that entered another state's paper.
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="denials")
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, null=True, related_name="denials")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="denials")
    change = models.ForeignKey(AuthorisationChange, models.PROTECT, null=True, related_name="denials")
    # Of an exporter that withdrew after it was heard about the intended refusal.
    hearing = models.ForeignKey(InformationRequest, models.PROTECT, null=True, related_name="denials")
    line = models.PositiveSmallIntegerField(default=1)  # as the request counts them
    legal_basis = models.CharField(max_length=20, choices=LEGAL_BASIS_LABELS)
    decided_on = models.DateField()
    control_entry = models.CharField(max_length=40, blank=True)
    cn_code = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=200)
    manufacturer = models.CharField(max_length=200, blank=True)
    model = models.CharField(max_length=120, blank=True)
    item_key = models.CharField(max_length=330, db_index=True)  # maker and model, normalised
    description = models.TextField(blank=True)
    destinations = ArrayField(models.CharField(max_length=2))
    ground = models.TextField(blank=True)  # as it reads now: an amending review changes it
    # Of a state that is not on this system: what its paper says, and who entered it.
    paper_number = models.CharField(max_length=60, blank=True)
    paper_on = models.DateField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    notified_at = models.DateTimeField()
    review_due_on = models.DateField(null=True)  # none once it is revoked

    objects = DenialQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        constraints = [
            models.CheckConstraint(name="denial_status_known", condition=Q(status__in=[*STATUS_LABELS])),
            models.CheckConstraint(name="denial_act_known", condition=Q(act__in=[*ACT_LABELS])),
            models.CheckConstraint(
                name="denial_has_one_source",
                condition=Q(decision__isnull=False, change=None, hearing=None, paper_number="")
                | Q(decision=None, change__isnull=False, hearing=None, paper_number="")
                | Q(decision=None, change=None, hearing__isnull=False, paper_number="")
                | (Q(decision=None, change=None, hearing=None, paper_on__isnull=False) & ~Q(paper_number="")),
                violation_error_message=_(
                    "A denial rests on a decision, on an act, on a hearing or on a state’s paper."
                ),
            ),
            models.CheckConstraint(
                name="denial_revoked_is_not_reviewed",
                condition=Q(status=State.REVOKED.value, review_due_on=None)
                | Q(status=State.VALID.value, review_due_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="denial_once_per_line_and_act",
                fields=["decision", "line", "act"],
                condition=Q(decision__isnull=False),
            ),
            models.UniqueConstraint(
                name="denial_once_per_hearing_and_line",
                fields=["hearing", "line"],
                condition=Q(hearing__isnull=False),
            ),
            models.UniqueConstraint(
                name="denial_once_per_act_and_line",
                fields=["change", "line"],
                condition=Q(change__isnull=False),
            ),
            models.UniqueConstraint(
                name="denial_paper_once",
                fields=["member_state", "paper_number"],
                condition=~Q(paper_number=""),
                violation_error_message=_("This denial of that state is entered already."),
            ),
        ]
        indexes = [
            models.Index(name="denial_newest", fields=["-notified_at", "-id"]),
            models.Index(
                name="denial_to_review",
                fields=["member_state", "review_due_on"],
                condition=Q(status=State.VALID.value),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_of_suspension(self) -> bool:
        return self.act == Act.SUSPEND

    @property
    def is_valid(self) -> bool:
        return self.status == State.VALID

    @property
    def item(self) -> dict[str, str]:
        """What was denied, as the contract writes it."""
        return {
            name: getattr(self, name) for name in ("name", "manufacturer", "model", "description", "cn_code")
        }

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []


class PassedDenial(models.Model):
    """That an authority told its own customs of what another state denied on items that are not listed."""

    denial = models.ForeignKey(Denial, models.PROTECT, related_name="passed", db_index=False)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    passed_at = models.DateTimeField()

    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="denial_passed_once",
                fields=["denial", "authority"],
                violation_error_message=_("Your customs were told of this already."),
            )
        ]

    def __str__(self) -> str:
        return self.denial.reference


class DenialParty(models.Model):
    """Who was to receive it, or stood between."""

    denial = models.ForeignKey(Denial, models.PROTECT, related_name="parties", db_index=False)
    role = models.CharField(max_length=20, choices=ROLE_LABELS)
    number = models.PositiveSmallIntegerField()  # within its role, from 1
    name = models.CharField(max_length=200)
    name_key = models.CharField(
        max_length=200, db_index=True
    )  # its letters and digits, as those of a request
    address = models.CharField(max_length=500, blank=True)
    country = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["denial", "id"]
        constraints = [
            models.CheckConstraint(name="denial_party_role_known", condition=Q(role__in=[*ROLE_LABELS])),
            models.UniqueConstraint(name="denial_party_number_once", fields=["denial", "role", "number"]),
        ]

    def __str__(self) -> str:
        return self.name


class DenialReview(FourEyesAct):
    """The review of a denial (Article 16(2)): to renew, amend or revoke it; one officer proposes, another approves."""

    denial = models.ForeignKey(Denial, models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()  # which review it would be: of the third on it says why
    outcome = models.CharField(max_length=20, choices=REVIEW_LABELS)
    reason = models.TextField(blank=True)
    ground = models.TextField(blank=True)  # of an amendment: how it reads from then on
    ground_before = models.TextField(blank=True)

    class Meta(FourEyesAct.Meta):
        ordering = ["proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="denial_review_one_pending",
                fields=["denial"],
                condition=PENDING,
                violation_error_message=_("A review of this denial waits already."),
            ),
            models.CheckConstraint(
                name="denial_review_outcome_known", condition=Q(outcome__in=[*REVIEW_LABELS])
            ),
            models.CheckConstraint(
                name="denial_review_third_has_reasons",
                condition=Q(outcome=Event.REVOKE.value) | Q(number__lt=3) | ~Q(reason=""),
                violation_error_message=_(
                    "From the third review on, say why the denial is kept (Article 16(2))."
                ),
            ),
            models.CheckConstraint(
                name="denial_review_amendment_has_words",
                condition=~Q(outcome=Event.AMEND.value) | ~Q(ground=""),
                violation_error_message=_("Write the ground as it reads from now on."),
            ),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.denial.organisation_ids(permission)
