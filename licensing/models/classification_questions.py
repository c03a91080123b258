from collections.abc import Callable
from datetime import date
from typing import ClassVar, Self
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.models import FourEyesAct, Organisation, User
from exportctl.core.models.four_eyes import PENDING, TwoOfficersQuerySet
from exportctl.core.rules.permissions import Permission
from licensing.models.exporters import Exporter
from licensing.rules.classification_questions import State, last_day

QUESTION_LABELS = {
    State.ASKED.value: pgettext_lazy("a classification question", "Asked"),
    State.ANSWERED.value: pgettext_lazy("a classification question", "Answered"),
    State.WITHDRAWN.value: pgettext_lazy("a classification question", "Withdrawn"),
}


class ClassificationQuestionQuerySet(models.QuerySet["ClassificationQuestion"]):
    def visible_to(self, user: Reader) -> Self:
        """The company's own, and those at the officers' authority."""
        own = Q(exporter__in=access.organisation_ids_of(user, Permission.FILE))
        return self.filter(own | Q(authority__in=access.organisation_ids_of(user, Permission.HANDLE)))

    def with_opinions(self) -> Self:
        """Each with what officers said of it, in one more query."""
        return self.select_related("authority__member_state", "exporter__organisation").prefetch_related(
            "opinions__question__authority__member_state"
        )

    def presented_to(self, user: Reader) -> Self:
        """What the reader may see of one whose number they have: customs see what was answered."""
        if access.has_seat(user, Permission.CHECK_SHIPMENTS):
            return self.filter(Q(status=State.ANSWERED.value) | Q(pk__in=self.visible_to(user).values("pk")))
        return self.visible_to(user)


class ClassificationQuestion(models.Model):
    """An exporter asks its authority under which entry an item falls."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # DE-K-2026-00012
    status = models.CharField(max_length=10, choices=QUESTION_LABELS, default=State.ASKED.value)
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="classification_questions")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item_number = models.CharField(max_length=60, blank=True)  # of the company's catalogue
    item = models.JSONField()  # as it was described: name, maker, model, description, the company's own view
    question = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ClassificationQuestionQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="classification_question_status_known", condition=Q(status__in=[*QUESTION_LABELS])
            )
        ]
        indexes = [
            models.Index(name="classification_by_authority", fields=["authority", "status", "-asked_at"])
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def name(self) -> str:
        return str(self.item.get("name") or "")

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission == Permission.FILE:
            return [self.exporter_id]
        return [self.authority_id] if permission == Permission.HANDLE else []


class ClassificationOpinionQuerySet(TwoOfficersQuerySet):
    def approvable_by(self, user: User) -> Self:
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        return self.may_be_approved_by(user).filter(question__authority__in=authorities)


class ClassificationOpinion(FourEyesAct):
    """What two officers say of an item: under which entry of which edition of Annex I it falls, and why."""

    question = models.ForeignKey(ClassificationQuestion, models.PROTECT, related_name="opinions")
    control_entry = models.CharField(max_length=40, blank=True)  # "": under none
    edition = models.DateField(null=True)  # of Annex I; an entry of another list has none
    reason = models.TextField()
    is_binding = models.BooleanField(default=False)
    provision = models.CharField(max_length=200, blank=True)  # of national law, of a binding one

    objects = ClassificationOpinionQuerySet.as_manager()  # type: ignore[misc]  # the base has a wider type

    class Meta(FourEyesAct.Meta):
        ordering: ClassVar[list[str]] = ["-proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="classification_opinion_one_pending",
                fields=["question"],
                condition=PENDING,
                violation_error_message=_("An opinion on this item waits already."),
            ),
            models.CheckConstraint(
                name="classification_opinion_binds_by_law",
                condition=Q(is_binding=False) | ~Q(provision=""),
            ),
        ]

    @property
    def given_on(self) -> date | None:
        """By the day at the authority; None while it waits."""
        if self.approved_at is None:
            return None
        state = self.question.authority.member_state
        return local_date(self.approved_at, ZoneInfo(state.timezone) if state else BRUSSELS)

    @property
    def last_day(self) -> date | None:
        return last_day(self.given_on) if self.given_on else None

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.question.organisation_ids(permission) if permission == Permission.HANDLE else []
