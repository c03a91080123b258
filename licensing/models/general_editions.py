from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import FourEyesAct, Organisation, User
from exportctl.core.models.four_eyes import PENDING, TwoOfficersQuerySet
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from licensing.rules.general_authorisations import GeneralAuthorisation, general_authorisations
from licensing.rules.general_editions import national
from licensing.rules.general_terms import Terms, terms_of, with_state


class GeneralEditionQuerySet(TwoOfficersQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """What counts is published law and everybody's; what waits is its authority's."""
        own = Q(authority__in=access.organisation_ids_of(user, Permission.HANDLE))
        return self.filter(Q(status=Status.APPROVED.value) | own)

    def approvable_by(self, user: User) -> Self:
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        return self.may_be_approved_by(user).filter(authority__in=authorities)

    def in_force(self, *, on: date) -> Self:
        """Of each authority and code the newest that has begun by that day; it may have ended."""
        begun = self.filter(status=Status.APPROVED.value, starts_on__lte=on)
        return begun.order_by("authority", "code", "-starts_on", "-approved_at").distinct("authority", "code")


class GeneralEdition(FourEyesAct):
    """What a Member State lays down for one code, as two of its officers confirmed it with its act and day.

    Of one of the Union's codes the terms that the Regulation leaves to the states; of a national one all of it.
    Editions are only added: from its first day on the newest counts, until its last day where it has one.
    """

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="general_editions")
    code = models.CharField(max_length=20)
    body = models.JSONField()
    act = models.CharField(max_length=200)  # as read at the source
    act_on = models.DateField()  # the day of its publication
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    is_example = models.BooleanField(default=False)  # invented: of a demonstration or a test

    objects = GeneralEditionQuerySet.as_manager()  # type: ignore[misc]  # the base has a wider type
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta(FourEyesAct.Meta):
        ordering: ClassVar[list[str]] = ["code", "-starts_on", "-proposed_at"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="general_edition_one_pending",
                fields=["authority", "code"],
                condition=PENDING,
                violation_error_message=_("An edition of this code waits already."),
            ),
            models.CheckConstraint(name="general_edition_names_its_act", condition=~Q(act="")),
            models.CheckConstraint(
                name="general_edition_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("An edition does not end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_national(self) -> bool:
        return self.code not in general_authorisations()

    @cached_property
    def rule(self) -> GeneralAuthorisation:
        """What the code covers: of the Union's the Regulation's own words."""
        return national(self.body) if self.is_national else general_authorisations()[self.code]

    @cached_property
    def terms(self) -> Terms:
        if self.is_national:
            return with_state(terms_of(self.rule), self.body, act=self.act)
        return with_state(terms_of(general_authorisations()[self.code]), self.body, act=self.act)

    def has_ended(self, *, on: date) -> bool:
        return self.ends_on is not None and on > self.ends_on

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []
