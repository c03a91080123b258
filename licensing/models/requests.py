from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.compiled import Compiled
from exportctl.core.models import Organisation, Seat, User
from exportctl.core.rules.permissions import Permission
from licensing.models.conflicts import Conflict
from licensing.models.exporters import Exporter
from licensing.models.versions import RequestDestination, RequestLine, RequestParty, RequestVersion
from licensing.rules.closings import LABELS as CLOSING_LABELS
from licensing.rules.kinds import form_of
from licensing.rules.requests import (
    CLOSED,
    DECIDED,
    OPEN,
    REQUEST,
    Event,
    Form,
    Kind,
    LegalBasis,
    ProposalState,
    State,
    stored_statuses,
    visible_status,
)
from licensing.rules.versions import Role

STATE_LABELS = {
    State.DRAFT.value: _("Draft"),
    State.SUBMITTED.value: pgettext_lazy("stage of a case", "Received"),
    State.UNDER_REVIEW.value: _("Under review"),
    State.INFORMATION_REQUESTED.value: _("With exporter"),
    State.PROPOSED.value: _("To approve"),
    State.GRANTED.value: _("Granted"),
    State.REFUSED.value: _("Refused"),
    State.NO_AUTHORISATION_REQUIRED.value: _("No authorisation required"),
    State.AUTHORISATION_REQUIRED.value: _("Authorisation required"),
    State.WITHDRAWN.value: _("Withdrawn"),
}
# The same as its exporter reads them, in every list and on every page.
EXPORTER_STATE_LABELS = STATE_LABELS | {
    State.INFORMATION_REQUESTED.value: _("Waiting for you"),
}
# What people choose a list by and read on a case: every status, and of the withdrawn ones those that were closed.
# An enquiry is answered, and grants and refuses nothing.
ENQUIRY_LABELS = {
    State.GRANTED.value: _("Would be authorised"),
    State.REFUSED.value: _("Would not be authorised"),
}
STAGE_LABELS = STATE_LABELS | {CLOSED: _("Closed without a decision")}
KIND_LABELS = {
    Kind.NOTIFICATION.value: _("Notification"),
    Kind.INDIVIDUAL.value: _("Individual"),
    Kind.GLOBAL.value: _("Global"),
    Kind.LARGE_PROJECT.value: _("Large project"),
}
LEGAL_BASIS_LABELS = {
    LegalBasis.HUMAN_RIGHTS.value: _("Human rights"),
    LegalBasis.ANNEX_I.value: _("Annex I"),
    LegalBasis.ARTICLE_4.value: _("Article 4"),
    LegalBasis.ARTICLE_5.value: _("Article 5"),
    LegalBasis.ARTICLE_9.value: _("Article 9"),
    LegalBasis.ARTICLE_10.value: _("Article 10"),
    LegalBasis.EU_LIST.value: _("EU-wide list"),
}


def is_assigned(*, at: datetime) -> Q:
    """Is the case somebody's? An open one is its assignee's only while they may handle cases of its authority.

    A seat that was removed or has run out, an account that was switched off: the case is nobody's, for every list,
    number, page and interface. Who had a case that is decided stays on record.
    """
    seats = Seat.objects.live(at=at).filter(
        user=OuterRef("assigned_to"),
        user__is_active=True,
        content_object=OuterRef("authority"),
        permission__codename=Permission.HANDLE.value,
    )
    is_over = ~Q(status__in=[state.value for state in OPEN])
    return Q(assigned_to__isnull=False) & (is_over | Q(Exists(seats)))


def is_at(stage: str) -> Q:
    """Is the case there, as people read it? What its authority closed was withdrawn by nobody."""
    if stage == CLOSED:
        return ~Q(closed_because="")
    return Q(status=stage, closed_because="") if stage == State.WITHDRAWN else Q(status=stage)


class AuthorisationRequestQuerySet(models.QuerySet["AuthorisationRequest"]):
    def visible_to(self, user: Reader) -> Self:
        """What its exporter may see, and, once submitted, its authority; nobody else (contract: REST).

        Of its authority's officers whoever declared a conflict of interest may not.
        """
        return self.visible_at(
            exporters=access.organisation_ids_of(user, Permission.FILE),
            authorities=access.organisation_ids_of(user, Permission.HANDLE),
            officer=user.pk,
        )

    def visible_at(self, *, exporters: list[UUID], authorities: list[UUID], officer: UUID | None) -> Self:
        """The same for somebody who files for `exporters` and handles cases of `authorities`."""
        theirs = Q(exporter__in=exporters)
        if authorities:
            submitted = ~Q(status=State.DRAFT.value) & Q(submitted_at__isnull=False)
            free = ~Q(pk__in=Conflict.objects.hidden_from_officer(officer))
            theirs |= submitted & Q(authority__in=authorities) & free
        return self.filter(theirs)

    def handled_by(self, user: Reader) -> Self:
        """What the person may see as an officer of its authority."""
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        return self.visible_to(user).filter(authority__in=authorities)

    def of_status(self, statuses: Iterable[str], *, viewer: Reader) -> Self:
        """Those that `viewer` reads as one of `statuses`: to an exporter a proposal is still the review."""
        handled = Q(authority__in=access.organisation_ids_of(viewer, Permission.HANDLE))
        wanted = list(statuses)
        to_exporter = ~handled & Q(status__in=stored_statuses(wanted))
        return self.filter(handled & Q(status__in=wanted) | to_exporter)

    def open(self) -> Self:
        return self.filter(status__in=[state.value for state in OPEN])

    def assigned(self, *, at: datetime) -> Self:
        return self.filter(is_assigned(at=at))

    def unassigned(self, *, at: datetime) -> Self:
        return self.filter(~is_assigned(at=at))

    def awaiting_calendar(self) -> Self:
        """Those whose clock runs to a day that nobody could count when it was last looked at."""
        waiting = sorted(state.value for state in OPEN - {State.INFORMATION_REQUESTED})
        return self.filter(status__in=waiting, due_on=None)

    def with_assignee(self, *, at: datetime) -> Self:
        """Each with its `assignee` as of `at`, in the same query."""
        assigned = ExpressionWrapper(is_assigned(at=at), output_field=models.BooleanField())
        return self.select_related("assigned_to").annotate(has_assignee=assigned)

    def as_listed(self) -> Self:
        """Each with its first line and first destination, in the same query: what every list shows of a request.

        And the number of its destinations: of a global one the list says how many more there are.
        """
        each = RequestDestination.objects.filter(version=OuterRef("version")).order_by().values("version")
        return self.annotate(
            destinations_in_all=Subquery(each.annotate(n=Count("pk")).values("n")),
            line=FilteredRelation("version__lines", condition=Q(version__lines__number=1)),
            first_destination=FilteredRelation(
                "version__destinations", condition=Q(version__destinations__number=1)
            ),
        ).select_related("line", "first_destination")

    def with_own_reference(self) -> Self:
        """Each with its exporter's own reference. Not for a list that sorts thousands: it reads every body."""
        return self.annotate(own_reference=KeyTextTransform("own_reference", "version__body"))

    def with_declaration(self) -> Self:
        """Each with its version and all that is drawn from it, in three more queries."""
        return self.with_parties().prefetch_related("version__lines", "version__destinations")

    def with_parties(self) -> Self:
        """Each with its version and parties, in one more query."""
        return self.select_related("version").prefetch_related("version__parties")


class AuthorisationRequest(models.Model):
    """The case: an export that an authority must answer. A catch-all notification opens one when it is submitted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # DE-2026-00418
    kind = models.CharField(max_length=20, choices=KIND_LABELS)
    status = models.CharField(max_length=30, choices=STATE_LABELS, default=State.DRAFT.value)
    legal_basis = models.CharField(max_length=20, choices=LEGAL_BASIS_LABELS)
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="requests")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="requests")
    # The newest, which counts. None before the first submission.
    version = models.OneToOneField(RequestVersion, models.PROTECT, null=True, related_name="counts_for")
    # Of a notification: counted once, at submission, for the worklist's filter; a count of answers has no rows to join.
    red_flag_count = models.PositiveSmallIntegerField(default=0)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # The decision clock: computed from events and the calendar whenever one of them changes, never counted down.
    clock_days = models.PositiveSmallIntegerField()  # 30, as the authority's table said at submission
    # With a correction that weighs, by the same table.
    clock_starts_anew = models.BooleanField(default=False, db_default=False)
    due_on = models.DateField(null=True)  # null while paused or decided, or not countable yet
    decided_at = models.DateTimeField(null=True)
    # Of a case that its authority ended without a decision: on which ground. What it says of it is its `Closing`.
    closed_because = models.CharField(max_length=30, choices=CLOSING_LABELS, blank=True, default="")
    # "Would you authorise it?": answered as a request is, by a paper that authorises nothing.
    is_enquiry = models.BooleanField(default=False)
    # An officer puts it first, until a day and with a reason; its exporter can only ask for that.
    asks_to_be_urgent = models.BooleanField(default=False)
    urgent_on = models.DateField(null=True)
    urgent_reason = models.TextField(blank=True, default="")
    # Which team a rule of the authority gave it to when it was sent, and why; empty where none holds.
    team = models.CharField(max_length=60, blank=True, default="")
    routed = models.JSONField(null=True)  # {"rule": number, "because": [[criterion, by what]]}
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = AuthorisationRequestQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # its page lies in a higher app: settings.ABSOLUTE_URL_OVERRIDES

    class Meta:
        constraints = [
            models.CheckConstraint(name="request_status_known", condition=Q(status__in=[*STATE_LABELS])),
            models.CheckConstraint(name="request_kind_known", condition=Q(kind__in=[*KIND_LABELS])),
            models.CheckConstraint(
                name="request_submitted_has_instant",
                condition=Q(status__in=[State.DRAFT.value, State.WITHDRAWN.value])
                | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="request_submitted_has_version",
                condition=Q(submitted_at=None) | Q(version__isnull=False),
                violation_error_message=_("What is submitted has a version of its body."),
            ),
            models.CheckConstraint(
                name="request_closed_is_withdrawn",
                condition=Q(closed_because="")
                | Q(status=State.WITHDRAWN.value, closed_because__in=[*CLOSING_LABELS]),
            ),
        ]
        indexes = [
            models.Index(name="request_worklist", fields=["authority", "status", "due_on", "id"]),
            models.Index(name="request_newest", fields=["authority", "-submitted_at", "-id"]),
            models.Index(name="request_by_exporter", fields=["exporter", "-created_at", "-id"]),
            models.Index(name="request_assignee", fields=["authority", "assigned_to", "status"]),
            # What the worklist sorts and counts by. Open cases are few beside all: they have an index of their own,
            # which holds everything that the views count, so that counting reads no row.
            models.Index(
                name="request_open",
                fields=["authority", "urgent_on", "due_on", "-submitted_at", "id"],
                include=["status", "assigned_to"],
                condition=Q(status__in=sorted(state.value for state in OPEN)),
            ),
            models.Index(
                name="request_by_clock", fields=["authority", "urgent_on", "due_on", "-submitted_at", "id"]
            ),
            models.Index(name="request_by_reference", fields=["authority", "reference"]),
            models.Index(name="request_decided", fields=["authority", "decided_at"]),
        ]

    def __str__(self) -> str:
        return self.reference

    def status_for(self, *, is_officer: bool) -> State:
        """The status as an officer of the authority, or its exporter, may know it."""
        return visible_status(self.status, to_officer=is_officer)

    has_assignee: bool  # of `with_assignee()`
    own_reference: str | None  # of `with_own_reference()`

    @property
    def assignee(self) -> User | None:
        """Whose the case is (`is_assigned`); `with_assignee()` brings it along."""
        return self.assigned_to if self.has_assignee else None

    def is_assigned(self, *, at: datetime) -> bool:
        return bool(ASSIGNED.rows(pk=self.pk, at=at))

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """The status in a person's words."""
        if self.is_enquiry and self.status in ENQUIRY_LABELS:
            return str(ENQUIRY_LABELS[self.status])
        return str(STAGE_LABELS[self.stage])

    @property
    def stage(self) -> str:
        """The status, but for what its authority closed."""
        return CLOSED if self.closed_because else self.status

    def stage_for(self, *, is_officer: bool) -> str:
        """The stage as an officer of the authority, or its exporter, may know it."""
        return CLOSED if self.closed_because else self.status_for(is_officer=is_officer).value

    def status_label_for(self, *, is_officer: bool) -> str:
        if self.closed_because or (self.is_enquiry and self.status in ENQUIRY_LABELS):
            return self.get_status_display()
        labels = STATE_LABELS if is_officer else EXPORTER_STATE_LABELS
        return str(labels[self.status_for(is_officer=is_officer)])

    @property
    def body(self) -> dict[str, Any]:
        """As declared, in the contract's shape: the words that have no row, such as end use, doubt and answers."""
        return self.version.body if self.version else {}

    @property
    def form(self) -> Form | None:
        """Individual or global, of what asks for an authorisation: as its kind fixes it, or its body says."""
        return form_of(self.kind, self.body)

    @cached_property
    def lines(self) -> list[RequestLine]:
        """The items, in order. What was submitted has one at least."""
        return list(self.version.lines.all()) if self.version else []

    @cached_property
    def line(self) -> RequestLine:
        """The first item: a list names the case by it. `as_listed()` brings it along."""
        return self.lines[0]

    @cached_property
    def parties(self) -> list[RequestParty]:
        return list(self.version.parties.all()) if self.version else []

    @property
    def end_user(self) -> RequestParty | None:
        """The first; a global request may have several, or name destinations only."""
        return self._party(Role.END_USER)

    @property
    def end_users(self) -> list[RequestParty]:
        return [party for party in self.parties if party.role == Role.END_USER]

    @property
    def consignee(self) -> RequestParty | None:
        return self._party(Role.CONSIGNEE)

    def _party(self, role: Role) -> RequestParty | None:
        return next((party for party in self.parties if party.role == role), None)

    @cached_property
    def destinations(self) -> list[RequestDestination]:
        return list(self.version.destinations.all()) if self.version else []

    @cached_property
    def first_destination(self) -> RequestDestination | None:
        """`as_listed()` brings it along."""
        return next(iter(self.destinations), None)

    @property
    def destination(self) -> str:
        """Country code of the first; only a global request has more."""
        return self.first_destination.country if self.first_destination else ""

    @property
    def more_destinations(self) -> int:
        """How many there are besides the first."""
        counted = self.__dict__.get("destinations_in_all")
        return max((len(self.destinations) if counted is None else counted) - 1, 0)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def awaits_calendar(self) -> bool:
        """Does its clock run to a day that nobody can count yet, beyond the years whose holidays are held?"""
        return self.is_open and self.due_on is None and self.status != State.INFORMATION_REQUESTED

    @property
    def is_decided(self) -> bool:
        return self.status in DECIDED

    @property
    def was_put_to_states(self) -> bool:
        """Did other Member States read it? Once they did it stays so, even after the refusal was withdrawn."""
        return any(p.status == ProposalState.APPROVED and p.opens_procedure for p in self.proposals.all())

    @property
    def is_amendable(self) -> bool:
        """May its exporter still correct it? (`require_amendable` says why not.)"""
        return Event.AMEND in REQUEST.events_from(self.status) and not self.was_put_to_states

    @property
    def ended_at(self) -> datetime | None:
        """When it was decided; a withdrawn or closed case changes no more, so its last change was its end."""
        return self.changed_at if self.status == State.WITHDRAWN else self.decided_at

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission == Permission.FILE:
            return [self.exporter_id]
        return [self.authority_id] if permission == Permission.HANDLE else []


def _assigned(*, pk: UUID, at: datetime) -> AuthorisationRequestQuerySet:
    return AuthorisationRequestQuerySet(AuthorisationRequest).filter(pk=pk).assigned(at=at)


ASSIGNED = Compiled(_assigned)
