"""What one Member State's authority asks another's before a decision (Articles 14 and 16(5)), and its answer."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.calendar import local_date
from exportctl.core.models import MemberState, Organisation
from exportctl.core.rules.permissions import OrganisationKind, Permission
from licensing.models.conflicts import Conflict
from licensing.models.denials import Denial
from licensing.models.proposals import Decision
from licensing.models.requests import AuthorisationRequest
from licensing.rules.requests import OPEN
from licensing.rules.state_consultations import Article, Standing, State, standing

STATUS_LABELS = {
    State.ASKED.value: _("Waits for an answer"),
    State.EXTENDED.value: _("More time taken"),
    State.ANSWERED.value: _("Answered"),
}
STANDING_LABELS = {
    Standing.OPEN.value: STATUS_LABELS[State.ASKED.value],
    Standing.EXTENDED.value: STATUS_LABELS[State.EXTENDED.value],
    Standing.ANSWERED.value: STATUS_LABELS[State.ANSWERED.value],
    Standing.SILENT.value: _("Silent"),
    Standing.ENDED.value: _("Not needed any more"),
}
ARTICLE_LABELS = {
    Article.LOCATION.value: _("Article 14(1): the state where the items lie"),
    Article.INTERESTS.value: _("Article 14(2): essential security interests"),
    Article.UNDERCUTTING.value: _("Article 16(5): the state that denied the same"),
}
WAITING = [State.ASKED.value, State.EXTENDED.value]
OPEN_CASES = sorted(each.value for each in OPEN)


class StateConsultationQuerySet(models.QuerySet["StateConsultation"]):
    def put_to(self, user: Reader) -> Self:
        """What the officer's own state is asked."""
        return self.filter(asked_state__in=access.state_codes_of(user, Permission.HANDLE))

    def put_by(self, user: Reader) -> Self:
        """What the officer's own authority asks; not of a case with which they have a conflict of interest."""
        own = self.filter(asking_authority__in=access.organisation_ids_of(user, Permission.HANDLE))
        return own.filter(Q(request=None) | ~Q(request__in=Conflict.objects.hidden_from(user)))

    def visible_to(self, user: Reader) -> Self:
        """To the officers of both sides; to nobody else, and never to an exporter (Article 16(7))."""
        return self.filter(
            Q(pk__in=StateConsultation.objects.put_to(user).values("pk"))
            | Q(pk__in=StateConsultation.objects.put_by(user).values("pk"))
        )

    def waiting(self, *, at: datetime) -> Self:
        """Where an answer can still come and matters."""
        open_ = self._unanswered().filter(Q(due_at=None) | Q(due_at__gt=at))
        return open_.filter(~_asked_again())

    def to_return(self) -> Self:
        """Answered here; the state that asked is not on this system and reads it on paper, which has not left yet."""
        return self.filter(received_on__isnull=False, returned_on=None, status=State.ANSWERED.value)

    def uncounted(self) -> Self:
        """Those whose last day nobody could count when it was asked for, and somebody waits for."""
        return self._unanswered().filter(due_on=None)

    def _unanswered(self) -> Self:
        going_on = Q(request=None) | Q(request__status__in=OPEN_CASES)
        return self.filter(going_on, status__in=WAITING)

    def with_parts(self) -> Self:
        rows = self.annotate(asked_again=_asked_again()).prefetch_related("denials")
        return rows.select_related("asking_authority__member_state", "asked_state", "request", "entered_by")


def _asked_again() -> Exists:
    """The state was asked anew about what its case says since a correction."""
    later = StateConsultation.objects.filter(
        request=OuterRef("request"),
        article=OuterRef("article"),
        asked_state=OuterRef("asked_state"),
        version__gt=OuterRef("version"),
    )
    return Exists(later)


class StateConsultation(models.Model):
    """One question to one Member State. Its end is stored as it was when it was asked or extended."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=State.ASKED.value)
    article = models.CharField(max_length=10, choices=ARTICLE_LABELS)
    # What it is about: a case of the authority that asks; of Article 14(2) it may be nobody's case here.
    request = models.ForeignKey(
        AuthorisationRequest, models.PROTECT, null=True, related_name="state_consultations"
    )
    version = models.PositiveSmallIntegerField(default=1)  # of the request, which the question is about
    asking_authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_state = models.ForeignKey(MemberState, models.PROTECT, related_name="+")
    denials = models.ManyToManyField(Denial, related_name="consultations")  # of the state that is asked
    content = models.JSONField()  # items, parties, destination and end use, as the other state reads them
    question = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_on = models.DateField()  # in the state that is asked: its days count from the next one
    due_on = models.DateField(null=True)  # null until the holidays of its year are entered
    due_at = models.DateTimeField(null=True, db_index=True)
    more_time_because = models.TextField(blank=True)
    # To a state that is not on this system: when its paper left, and under which number.
    sent_on = models.DateField(null=True)
    sent_number = models.CharField(max_length=60, blank=True)
    # Of a state that is not on this system: which paper its question came on, when it reached us, who entered it; and
    # under which number our answer left.
    received_number = models.CharField(max_length=60, blank=True, db_default="", default="")
    received_on = models.DateField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    returned_number = models.CharField(max_length=60, blank=True, db_default="", default="")
    returned_on = models.DateField(null=True)
    objects_to_it = models.BooleanField(null=True)
    finds_identical = models.BooleanField(null=True)
    grounds = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    paper_number = models.CharField(max_length=60, blank=True)  # of an answer that came on paper
    paper_on = models.DateField(null=True)

    objects = StateConsultationQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="state_consultation_status_known", condition=Q(status__in=[*STATUS_LABELS])
            ),
            models.CheckConstraint(
                name="state_consultation_article_known", condition=Q(article__in=[*ARTICLE_LABELS])
            ),
            models.CheckConstraint(
                name="state_consultation_answered_whole",
                condition=Q(answered_at=None)
                | Q(objects_to_it__isnull=False)
                | Q(finds_identical__isnull=False),
            ),
            models.CheckConstraint(
                name="state_consultation_day_whole",
                condition=Q(due_on=None, due_at=None) | Q(due_on__isnull=False, due_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="state_consultation_once",
                fields=["request", "article", "asked_state", "version"],
                condition=Q(request__isnull=False),
                violation_error_message=_("This state is asked about it already."),
            ),
            models.CheckConstraint(
                name="state_consultation_paper_whole",
                condition=Q(received_number="", received_on=None, entered_by=None)
                | (~Q(received_number="") & Q(received_on__isnull=False, entered_by__isnull=False)),
            ),
            models.UniqueConstraint(
                name="state_consultation_paper_once",
                fields=["asking_authority", "received_number"],
                condition=~Q(received_number=""),
                violation_error_message=_("This paper is entered already."),
            ),
        ]
        indexes = [
            models.Index(name="state_consultation_asked", fields=["asked_state", "-asked_at", "-id"]),
            models.Index(name="state_consultation_asking", fields=["asking_authority", "-asked_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.asked_state_id}"

    @property
    def reference(self) -> str:
        """By what people call it: its case, the paper it came on, else its first signs."""
        if self.request:
            return self.request.reference
        return self.received_number or str(self.pk)[:8]

    @property
    def waits_to_leave(self) -> bool:
        """Is it answered here, and the paper of the answer still to be sent?"""
        return bool(self.received_on and self.answered_at and not self.returned_on)

    @property
    def facts(self) -> dict[str, Any]:
        """What the audit trail keeps of the question."""
        due_on = self.due_on.isoformat() if self.due_on else None
        return {"article": self.article, "state": str(self.asked_state_id), "due_on": due_on}

    @property
    def is_case_open(self) -> bool:
        return self.request is None or self.request.is_open

    @property
    def is_overtaken(self) -> bool:
        """Was its case corrected since, and the state asked anew?"""
        known = self.__dict__.get("asked_again")
        if known is None and self.request_id:
            return StateConsultation.objects.filter(_asked_again(), pk=self.pk).exists()
        return bool(known)

    def standing(self, *, at: datetime) -> Standing:
        goes_on = self.is_case_open and not self.is_overtaken
        return standing(self.status, due_at=self.due_at, at=at, is_awaited=goes_on)

    @property
    def item(self) -> dict[str, Any] | None:
        items = self.content.get("items") or []
        return items[0] if items else None

    def today_there(self, *, at: datetime) -> date:
        """The day in the state that is asked."""
        return local_date(at, ZoneInfo(self.asked_state.timezone))

    def organisation_ids(self, permission: str) -> list[UUID]:
        """The authorities of the state that is asked, and the one that asks: it enters what came on paper."""
        if permission != Permission.HANDLE:
            return []
        bodies = Organisation.objects.filter(
            kind=OrganisationKind.AUTHORITY.value, member_state=self.asked_state_id
        )
        return [*bodies.values_list("pk", flat=True), self.asking_authority_id]


class InterestsCaseQuerySet(models.QuerySet["InterestsCase"]):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(taken_back_at=None)


class InterestsCase(models.Model):
    """A case of the state that is asked under Article 14(2), which its officers found the message to be about."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    consultation = models.ForeignKey(StateConsultation, models.PROTECT, related_name="cases")
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="interests")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    # Named by mistake: since when it counts no more.
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back_because = models.TextField(blank=True, db_default="", default="")

    objects = InterestsCaseQuerySet.as_manager()

    class Meta:
        ordering = ["named_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="interests_case_once",
                fields=["consultation", "request"],
                condition=Q(taken_back_at=None),
                violation_error_message=_("This case is named already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.request_id}"


class ExplainedGrant(models.Model):
    """A grant after a question of Article 14(2) or 16(5): told to everybody, with what explains it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="explanation")
    explanation = models.TextField(blank=True)
    told_at = models.DateTimeField()

    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES

    class Meta:
        ordering = ["-told_at"]

    def __str__(self) -> str:
        return str(self.pk)
