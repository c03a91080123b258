"""What a customs office asks an authority, with photographs and papers, and the sentence that it may cite."""

from collections.abc import Callable
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import File, Organisation
from exportctl.core.rules.permissions import Permission
from licensing.models.authorisations import Authorisation
from licensing.models.conflicts import Conflict
from licensing.models.customs_holds import CustomsHold
from licensing.rules.customs_enquiries import State

ENQUIRY_LABELS = {
    State.ASKED.value: pgettext_lazy("a customs enquiry", "Waits for the answer"),
    State.ANSWERED.value: pgettext_lazy("a customs enquiry", "Answered"),
    State.TAKEN_BACK.value: pgettext_lazy("a customs enquiry", "Taken back"),
}


class CustomsEnquiryQuerySet(models.QuerySet["CustomsEnquiry"]):
    def visible_to(self, user: Reader) -> Self:
        """Those of the customs office and of the authority that is asked; the exporter is not told.

        Of its officers whoever declared a conflict of interest in the case of the authorisation does not see it.
        """
        offices = access.organisation_ids_of(user, Permission.CHECK_SHIPMENTS)
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        hidden = Q(authorisation__request__in=Conflict.objects.hidden_from(user))
        return self.filter(
            Q(office__in=offices) | Q(authority__in=authorities) & (Q(authorisation=None) | ~hidden)
        )

    def open(self) -> Self:
        return self.filter(status=State.ASKED.value)

    def with_parts(self) -> Self:
        """With what a list or REST shows of each; its papers in one more query."""
        related = ("office", "authority__member_state", "authorisation", "hold")
        return self.select_related(*related).prefetch_related("papers__file")


class CustomsEnquiry(models.Model):
    """One question of a customs office: no hold, no last day. One officer answers it, for information."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # DE-E-2026-00012
    status = models.CharField(max_length=10, choices=ENQUIRY_LABELS, default=State.ASKED.value)
    question = models.TextField()
    mrn = models.CharField(max_length=18, blank=True)
    exporter_eori = models.CharField(max_length=17, blank=True)
    authorisation = models.ForeignKey(
        Authorisation, models.PROTECT, null=True, related_name="customs_enquiries"
    )
    customs_office = models.CharField(max_length=40)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="customs_enquiries")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="enquiries_to_answer")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    hold = models.ForeignKey(CustomsHold, models.PROTECT, null=True, related_name="enquiries")

    objects = CustomsEnquiryQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            models.CheckConstraint(
                name="customs_enquiry_status_known", condition=Q(status__in=[*ENQUIRY_LABELS])
            ),
            models.CheckConstraint(
                name="customs_enquiry_answer_whole",
                condition=Q(status=State.ANSWERED.value, answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(answer="")
                | ~Q(status=State.ANSWERED.value) & Q(answer="", answered_by=None, answered_at=None),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                name="customs_enquiry_by_authority", fields=["authority", "status", "-asked_at", "-id"]
            ),
            models.Index(name="customs_enquiry_by_office", fields=["office", "status", "-asked_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.reference

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission == Permission.CHECK_SHIPMENTS:
            return [self.office_id]
        return [self.authority_id] if permission == Permission.HANDLE else []


class CustomsEnquiryPaper(models.Model):
    """A photograph or paper that customs put to their enquiry."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enquiry = models.ForeignKey(CustomsEnquiry, models.PROTECT, related_name="papers")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at", "id"]

    def __str__(self) -> str:
        return str(self.file.name)
