from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint, Q

from exportctl.core.models import FourEyesAct, Organisation
from exportctl.core.models.four_eyes import PENDING
from exportctl.core.rules.permissions import Permission
from licensing.rules.letterheads import PORTAL_RULES, PROVISIONS, REMEDY, SLIP_RULES, SUSPENDS


class LetterheadChange(FourEyesAct):
    """What an authority's letters carry from an approval on: who signs, the remedy as confirmed, its provisions.

    The newest approved row of an authority counts; a letter that is written keeps what it said.
    """

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="letterhead_changes")
    # The signature block: an office and a capacity, never an officer's account.
    office = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)
    contact = models.CharField(max_length=300, blank=True)
    # The remedy against a refusal, as the authority has confirmed it: court or body, period, how, law.
    remedy_body = models.CharField(max_length=200, blank=True)
    remedy_period = models.CharField(max_length=200, blank=True)
    remedy_how = models.CharField(max_length=500, blank=True)
    remedy_law = models.CharField(max_length=200, blank=True)
    remedy_suspends = models.CharField(max_length=3, choices=SUSPENDS, blank=True, default="")
    confirmed_by = models.CharField(max_length=200, blank=True)  # a unit or function
    confirmed_on = models.DateField(null=True, blank=True)
    # How a letter is served, by each way, and the provision that says so; without a rule a way serves nothing.
    portal_rule = models.CharField(max_length=10, choices=PORTAL_RULES, blank=True)
    portal_days = models.PositiveSmallIntegerField(null=True)
    post_rule = models.CharField(max_length=10, choices=SLIP_RULES, blank=True)
    post_days = models.PositiveSmallIntegerField(null=True)
    abroad_rule = models.CharField(max_length=10, choices=SLIP_RULES, blank=True)
    abroad_days = models.PositiveSmallIntegerField(null=True)
    moves_to_working_day = models.BooleanField(default=False)
    service_law = models.CharField(max_length=200, blank=True)
    # National law that makes law of a basis which the Union has not adopted.
    provision_human_rights = models.CharField(max_length=300, blank=True)
    provision_eu_list = models.CharField(max_length=300, blank=True)
    reason = models.TextField()

    class Meta(FourEyesAct.Meta):
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="letterhead_change_one_pending", fields=["authority"], condition=PENDING
            ),
            models.CheckConstraint(
                name="letterhead_remedy_is_confirmed",
                condition=Q(remedy_body="") | ~Q(confirmed_by="") & Q(confirmed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="letterhead_service_rests_on_law",
                condition=Q(portal_rule="", post_rule="", abroad_rule="") | ~Q(service_law=""),
            ),
            *(
                models.CheckConstraint(
                    name=f"letterhead_{way}_days",
                    condition=~Q(**{f"{way}_rule": "days"}) | Q(**{f"{way}_days__isnull": False}),
                )
                for way in ("portal", "post", "abroad")
            ),
        ]

    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []

    @property
    def remedy(self) -> dict[str, str]:
        """The remedy in words; empty while the authority has confirmed none."""
        return {name: getattr(self, name) for name in REMEDY} if self.remedy_body else {}

    @property
    def provisions(self) -> dict[str, str]:
        """Legal basis → the national provision that makes it law."""
        return {basis: getattr(self, field) for basis, field in PROVISIONS.items() if getattr(self, field)}
