"""What a grant gives its holder: the authorisation, its versions with their lines, and how much of each is left.

Versions and lines are only ever added; the newest version counts, and the authorisation points at it. A balance is the
row that a write-off locks: it goes on from version to version.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.calendar import local_date
from exportctl.core.models import MemberState, Organisation
from exportctl.core.rules.permissions import Permission
from licensing.models.conflicts import Conflict
from licensing.models.exporters import Exporter
from licensing.models.proposals import Decision
from licensing.models.requests import KIND_LABELS, LEGAL_BASIS_LABELS, AuthorisationRequest
from licensing.models.versions import RequestLine, RequestVersion
from licensing.rules.authorisations import GENERAL, Standing, State, standing
from licensing.rules.general_authorisations import GeneralAuthorisation
from licensing.rules.kinds import form_of
from licensing.rules.requests import Form

if TYPE_CHECKING:
    from licensing.models.balances import LineBalance

STATE_LABELS = {
    State.VALID.value: _("Valid"),
    State.SUSPENDED.value: _("Suspended"),
    State.REVOKED.value: _("Revoked"),
    State.ANNULLED.value: _("Annulled"),
    State.SURRENDERED.value: _("Surrendered"),
    State.REPLACED.value: _("Replaced"),
}
KIND_OF_PAPER_LABELS = KIND_LABELS | {GENERAL: pgettext_lazy("an authorisation", "General")}
STANDING_LABELS = STATE_LABELS | {
    Standing.EXPIRED.value: _("Expired"),
    Standing.EXHAUSTED.value: _("Exhausted"),
}


class AuthorisationQuerySet(models.QuerySet["Authorisation"]):
    def visible_to(self, user: Reader) -> Self:
        """What its holder and its authority may see, and of all others what the customs office has written off.

        Of the authority's officers whoever declared a conflict of interest in its request may not.
        """
        holders = access.organisation_ids_of(user, Permission.FILE)
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        offices = access.organisation_ids_of(user, Permission.CHECK_SHIPMENTS)
        theirs = Q(holder__in=holders)
        if authorities:
            theirs |= Q(authority__in=authorities) & ~Q(request__in=Conflict.objects.hidden_from(user))
        if offices:
            booked = Authorisation.objects.filter(write_offs__office__in=offices)
            theirs |= Q(pk__in=booked.values("pk"))
        return self.filter(theirs)

    def presented_to(self, user: Reader) -> Self:
        """What the person may see of a paper that they hold in their hands: customs know every one by its reference."""
        return self if access.has_seat(user, Permission.CHECK_SHIPMENTS) else self.visible_to(user)

    def with_balances(self) -> Self:
        """Each with all that its standing and its lines are read from, in five more queries."""
        return self.select_related(
            "version__request_version",
            "holder",
            "authority__member_state",
            "request",
            "predecessor",
            "registration__edition",
        ).prefetch_related(
            "successors",
            "version__lines",
            "balances",
            "version__request_version__destinations",
            "version__request_version__parties",
        )

    def changed_since(self, instant: datetime) -> Self:
        """Those whose status, version or balance changed at that instant or later."""
        moved = Authorisation.objects.filter(balances__changed_at__gte=instant)
        return self.filter(Q(changed_at__gte=instant) | Q(pk__in=moved.values("pk")))

    def of_standing(self, standings: Iterable[str], *, at: datetime) -> Self:
        """Those that read as one of `standings` now, by the day at each authority: what `standing` says, for a list."""
        wanted = set(standings)
        rest = Q(pk__in=Authorisation.objects.filter(balances__is_exhausted=False).values("pk"))
        over, open_states = _is_over(at), [State.VALID.value, State.SUSPENDED.value]
        lasting = Q(status=State.VALID.value) & ~over
        by_standing = {
            Standing.VALID: lasting & rest,
            Standing.EXHAUSTED: lasting & ~rest,
            Standing.SUSPENDED: Q(status=State.SUSPENDED.value) & ~over,
            Standing.EXPIRED: over & Q(status__in=open_states),
        }
        ended = wanted - {each.value for each in by_standing}
        any_of = Q(status__in=ended)
        for each, condition in by_standing.items():
            if each in wanted:
                any_of |= condition
        return self.filter(any_of)


def _is_over(at: datetime) -> Q:
    """Has the last day passed where the authority is? At midnight the Union has two dates at most."""
    over = Q(pk__in=[])
    for zone in MemberState.objects.values_list("timezone", flat=True).distinct().order_by():
        today = local_date(at, ZoneInfo(zone))
        over |= Q(authority__member_state__timezone=zone, version__valid_until__lt=today)
    return over


class Authorisation(models.Model):
    """An export authorisation (Regulation (EU) 2021/821, Article 12): the paper that customs deduct from."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(
        max_length=20, unique=True
    )  # DE-A-2026-0117: the identification number of box 2
    kind = models.CharField(max_length=20, choices=KIND_OF_PAPER_LABELS)
    # Of a general one, which nobody asked for: EU001 to EU008, or what a state calls its own.
    code = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=20, choices=STATE_LABELS, default=State.VALID.value)
    # Of everything that was granted; a general one rests on a registration instead.
    request = models.ForeignKey(
        AuthorisationRequest, models.PROTECT, null=True, related_name="authorisations"
    )
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="authorisations")
    # Of one that was renewed, split or re-issued: in whose place it stands.
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    holder = models.ForeignKey(Exporter, models.PROTECT, related_name="authorisations")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="authorisations")
    legal_basis = models.CharField(max_length=20, choices=LEGAL_BASIS_LABELS)
    # As they stood at the grant: whether the basis is law, and the code of the customs declaration (none, if not).
    in_force = models.BooleanField()
    customs_document_code = models.CharField(max_length=4, blank=True)
    token = models.CharField(max_length=32, unique=True)  # of the public status page, which nobody guesses
    # The newest, which counts.
    version = models.OneToOneField(
        "licensing.AuthorisationVersion", models.PROTECT, null=True, related_name="counts_for"
    )
    issued_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = AuthorisationQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="authorisation_status_known", condition=Q(status__in=[*STATE_LABELS])
            ),
            models.CheckConstraint(
                name="authorisation_kind_known", condition=Q(kind__in=[*KIND_OF_PAPER_LABELS])
            ),
            models.CheckConstraint(
                name="authorisation_general_or_granted",
                condition=Q(kind=GENERAL, request=None, decision=None) & ~Q(code="")
                | ~Q(kind=GENERAL) & Q(code="", request__isnull=False, decision__isnull=False),
            ),
            models.CheckConstraint(
                name="authorisation_code_needs_law",
                condition=Q(in_force=True) | Q(customs_document_code=""),
                violation_error_message=_("What rests on no law in force has no code for customs."),
            ),
            models.UniqueConstraint(
                name="authorisation_one_by_decision", fields=["decision"], condition=Q(predecessor=None)
            ),
        ]
        indexes = [
            models.Index(name="authorisation_by_holder", fields=["holder", "-issued_at", "-id"]),
            models.Index(name="authorisation_by_office", fields=["authority", "-issued_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def valid_from(self) -> date:
        return self._version.valid_from

    @property
    def valid_until(self) -> date | None:
        """The last day; None of a general one, which has none."""
        return self._version.valid_until

    @property
    def is_general(self) -> bool:
        return self.kind == GENERAL

    @property
    def case(self) -> AuthorisationRequest:
        """What it was granted on; a general one has none, and is not asked."""
        assert self.request is not None
        return self.request

    @cached_property
    def general(self) -> GeneralAuthorisation:
        """What a general one covers, as it counts for its holder."""
        rule: GeneralAuthorisation = self.registration.rule
        return rule

    @property
    def _version(self) -> "AuthorisationVersion":
        assert self.version is not None  # written in the transaction that issues it
        return self.version

    @cached_property
    def lines(self) -> list["AuthorisationLine"]:
        """Of the version that counts, in order."""
        return list(self._version.lines.all())

    @cached_property
    def balance_of(self) -> dict[int, "LineBalance"]:
        """The balance of each line, by its number."""
        return {each.number: each for each in self.balances.all()}

    @property
    def form(self) -> Form | None:
        """Individual or global, as the request that was granted had it; nobody asked for a general one."""
        source = self._version.request_version
        return form_of(self.kind, source.body) if source else None

    @cached_property
    def destinations(self) -> list[str]:
        """Country codes: those of the request that were granted; of a general one those that it names."""
        source = self._version.request_version
        if source is None:
            return sorted(self.general.destinations) if self.general.names_destinations else []
        left_out = self._version.left_out
        return [each.country for each in source.destinations.all() if each.country not in left_out]

    def goes_to(self, destination: str) -> bool:
        """Is this a destination that it covers?"""
        if self.is_general:
            return self.general.goes_to(destination)
        return destination in self.destinations

    def standing(self, *, on: date) -> Standing:
        """What it is on that day, by what is stored and what is left."""
        balances = [each.balance for each in self.balance_of.values()]
        return standing(self.status, until=self.valid_until, balances=balances, on=on)

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission == Permission.FILE:
            return [self.holder_id]
        return [self.authority_id] if permission == Permission.HANDLE else []


class AuthorisationVersion(models.Model):
    """What an authorisation says: the first by the grant; a further one keeps the number, the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    authorisation = models.ForeignKey(Authorisation, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    request_version = models.ForeignKey(
        RequestVersion, models.PROTECT, null=True, related_name="+"
    )  # parties, destinations
    # Of the destinations that were asked for those that were not granted; none is covered there.
    left_out = ArrayField(models.CharField(max_length=2), default=list)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)  # a general one lasts
    # For what was accepted from that day on; of a correction that of the version it corrects.
    counts_from = models.DateField()
    words = models.JSONField(default=dict)  # of the parties, where they read otherwise than in the request
    conditions = models.JSONField(default=list)  # each a text, or a text with whom it is shown to and its day
    change = models.OneToOneField(
        "licensing.AuthorisationChange", models.PROTECT, null=True, related_name="version"
    )  # that two officers approved; the first has none
    reason = models.TextField(blank=True)  # why it was changed; the first has none
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="authorisation_version_number_once",
                fields=["authorisation", "number"],
                violation_error_message=_("This authorisation has a newer version. Reload the page."),
            ),
            models.CheckConstraint(name="authorisation_version_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="authorisation_version_has_period",
                condition=Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("An authorisation does not end before it begins."),
            ),
        ]


class AuthorisationLine(models.Model):
    """One item of a version: what boxes 13 to 18 of Annex III.A say of it."""

    version = models.ForeignKey(AuthorisationVersion, models.PROTECT, related_name="lines", db_index=False)
    number = (
        models.PositiveSmallIntegerField()
    )  # as the request counts them; a line that was refused leaves a gap
    declared = models.ForeignKey(
        RequestLine, models.PROTECT, null=True, related_name="+"
    )  # origin, CAS, own number
    name = models.CharField(max_length=200)
    manufacturer = models.CharField(max_length=200, blank=True)
    model = models.CharField(max_length=120, blank=True)
    description = models.TextField(blank=True)
    cn_code = models.CharField(max_length=8, blank=True)
    control_entry = models.CharField(max_length=40, blank=True)
    quantity = models.DecimalField(max_digits=20, decimal_places=6, null=True)  # None: not limited
    unit = models.CharField(max_length=20, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)  # as box 17 shows it
    limits_value = models.BooleanField(default=False)  # or does it only say what was expected?
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(name="authorisation_line_number_once", fields=["version", "number"]),
            models.CheckConstraint(
                name="authorisation_line_quantity_has_unit",
                condition=Q(quantity=None) | (Q(quantity__gt=0) & ~Q(unit="")),
                violation_error_message=_("A quantity is above zero and has a unit."),
            ),
            models.CheckConstraint(
                name="authorisation_line_limited_value_stands",
                condition=Q(limits_value=False) | (Q(value__isnull=False) & ~Q(currency="")),
                violation_error_message=_("A line that limits its value has a value and a currency."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
