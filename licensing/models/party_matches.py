from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import BaseConstraint, Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core.access import Reader
from exportctl.core.models import FourEyesAct, Organisation, User
from exportctl.core.models.four_eyes import PENDING, TwoOfficersQuerySet
from licensing.models.requests import AuthorisationRequest
from licensing.models.versions import RequestParty
from licensing.rules.authorisations import COMPARED
from licensing.rules.party_matches import OF_TWO_OFFICERS, Listed, Source, State
from licensing.rules.requests import OPEN

SOURCE_LABELS = {
    Source.SANCTIONS.value: _("Sanctions list"),
    Source.DENIAL.value: _("Denial"),
    Source.WATCH_LIST.value: _("Watch list"),
}
STATE_LABELS = {
    State.OPEN.value: pgettext_lazy("a hit", "Open"),
    State.RELEASED.value: pgettext_lazy("a hit", "Released"),
    State.CONFIRMED.value: pgettext_lazy("a hit", "Confirmed"),
}


class ListedNameQuerySet(models.QuerySet["ListedName"]):
    def standing(self) -> Self:
        """Names that stand on their list now."""
        return self.filter(until=None)

    def for_authority(self, authority_id: UUID) -> Self:
        """What an authority compares with: what stands for all, and its own."""
        return self.standing().filter(Q(authority=None) | Q(authority=authority_id))


class ListedName(models.Model):
    """A name of any list, with the keys by which it is found: the one place where every source of hits comes in.

    `entry` is the row of its list: a sanctions entry, a denial, an entry of a watch list (`source` says which).
    """

    source = models.CharField(max_length=12, choices=SOURCE_LABELS)
    entry = models.UUIDField()
    number = models.CharField(max_length=60)  # under which its list has it
    name = models.CharField(max_length=400)
    keys = ArrayField(models.CharField(max_length=400))
    authority = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+"
    )  # whose list it is; none: for all
    sought = models.BooleanField(default=True)  # in open cases; else the worker does it
    until = models.DateTimeField(null=True)  # from when on it stands there no more

    objects = ListedNameQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[BaseConstraint]] = [
            models.CheckConstraint(name="listed_name_source_known", condition=Q(source__in=[*SOURCE_LABELS])),
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(name="listed_name_keys", fields=["keys"], condition=Q(until=None)),
            models.Index(name="listed_name_to_seek", fields=["id"], condition=Q(sought=False)),
            models.Index(name="listed_name_by_entry", fields=["source", "entry"], condition=Q(until=None)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def listed(self) -> Listed:
        return Listed(self.source, self.entry, self.number, self.name)


class PartyMatchQuerySet(models.QuerySet["PartyMatch"]):
    def visible_to(self, user: Reader) -> Self:
        """The officers of the case's authority who may see the case; never its exporter."""
        return self.filter(request__in=AuthorisationRequest.objects.handled_by(user))

    def current(self) -> Self:
        """Hits of parties that the version which counts names."""
        return self.filter(party__version__counts_for__isnull=False)

    def confirmed_sanctions(self) -> Self:
        """Parties that officers found on the sanctions list."""
        return self.current().filter(source=Source.SANCTIONS.value, status=State.CONFIRMED.value)

    def confirmed_denials(self) -> Self:
        """Parties that officers found to be those of a denial."""
        return self.current().filter(source=Source.DENIAL.value, status=State.CONFIRMED.value)

    def with_waiting_release(self) -> Self:
        """Each with its party, who settled it, and the key of the release that waits for a second officer."""
        waiting = MatchRelease.objects.pending().filter(match=OuterRef("pk")).order_by()
        return self.select_related("party", "settled_by").annotate(
            waiting_release=Subquery(waiting.values("pk")[:1])
        )

    def open(self) -> Self:
        return self.current().filter(status=State.OPEN.value)


class PartyMatch(models.Model):
    """A party of a request that is like a listed name: open, until officers say what it is."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="party_matches")
    party = models.ForeignKey(RequestParty, models.PROTECT, related_name="matches")  # of the newest version
    compared_as = models.CharField(
        max_length=200, blank=True
    )  # the name that was compared: the paper may amend it
    party_key = models.CharField(max_length=230)  # role and name: the same party in every version
    source = models.CharField(max_length=12, choices=SOURCE_LABELS)
    entry = models.UUIDField()
    number = models.CharField(max_length=60)
    name = models.CharField(max_length=400)  # as the list has it
    score = models.DecimalField(max_digits=4, decimal_places=3)
    why = models.JSONField()  # words that correspond, and signs
    status = models.CharField(max_length=10, choices=STATE_LABELS, default=State.OPEN.value)
    opened_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # of whoever released or confirmed it

    waiting_release: UUID | None  # of `with_waiting_release()`

    objects = PartyMatchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-score", "source", "number", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            models.CheckConstraint(name="party_match_status_known", condition=Q(status__in=[*STATE_LABELS])),
            models.CheckConstraint(name="party_match_source_known", condition=Q(source__in=[*SOURCE_LABELS])),
            models.UniqueConstraint(
                name="party_match_once",
                fields=["request", "party_key", "source", "number"],
                violation_error_message=_("This party has this hit already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def amended_name(self) -> str:
        """How an authorisation writes the party, where this hit was found under that name; "" where it was declared."""
        return "" if self.compared_as == self.party.name else self.compared_as

    @property
    def takes_two(self) -> bool:
        return self.source in OF_TWO_OFFICERS

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.request.organisation_ids(permission)


class MatchReleaseQuerySet(TwoOfficersQuerySet):
    def approvable_by(self, user: User) -> Self:
        """Those this person may approve: of hits that still ask, on cases they handle, and not their own."""
        matches = PartyMatch.objects.visible_to(user).open()
        return self.may_be_approved_by(user).filter(match__in=matches)


class MatchRelease(FourEyesAct):
    """That the party of a hit is somebody else: proposed by one officer with a reason, approved by another."""

    match = models.ForeignKey(PartyMatch, models.PROTECT, related_name="releases")
    reason = models.TextField()

    objects = MatchReleaseQuerySet.as_manager()  # type: ignore[misc]  # the base has a wider type

    class Meta(FourEyesAct.Meta):
        ordering: ClassVar[list[str]] = ["proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="match_release_one_pending",
                fields=["match"],
                condition=PENDING,
                violation_error_message=_("A colleague proposed to release this hit already."),
            ),
            models.CheckConstraint(
                name="match_release_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why."),
            ),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.match.organisation_ids(permission)


def is_compared() -> Q:
    """Of requests, whose parties are compared with every change of a list: open cases, and those of which two officers
    are about to let an authorisation live on.
    """
    decided = AuthorisationRequest.objects.filter(
        authorisations__changes__status="proposed", authorisations__changes__event__in=COMPARED
    )
    return Q(status__in=[state.value for state in OPEN]) | Q(pk__in=decided.values("pk"))


def open_match_count() -> Coalesce:
    """An annotation for requests: how many hits of their parties ask."""
    asking = PartyMatch.objects.open().filter(request=OuterRef("pk")).order_by()
    counted = asking.values("request").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)


def confirmed_numbers() -> ArraySubquery:
    """An annotation for requests: under which numbers officers found their parties on the sanctions list."""
    found = PartyMatch.objects.confirmed_sanctions().filter(request=OuterRef("pk")).order_by("number")
    return ArraySubquery(found.values("number"))
