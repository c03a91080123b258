from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import OrganisationKind, Permission
from licensing.rules.exporters import EORI, EORI_WORDS


class ExporterQuerySet(models.QuerySet["Exporter"]):
    def administered_by(self, user: User) -> Self:
        """Whose record the person keeps: the exporters of the state whose authority's people they administer."""
        own = access.organisations_of(user, Permission.MANAGE)
        states = [each.member_state_id for each in own if each.kind == OrganisationKind.AUTHORITY]
        kept = self.filter(organisation__member_state__in=states)
        return kept.select_related("organisation__member_state").order_by("legal_name", "pk")


class Exporter(models.Model):
    """A company that may have to notify or ask (Regulation (EU) 2021/821, Article 2(3))."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, primary_key=True, related_name="exporter"
    )
    legal_name = models.CharField(max_length=200)
    trade_name = models.CharField(max_length=200, blank=True)
    # Who declares goods has an EORI, others a number of their state; before the registration is approved, neither.
    eori = models.CharField(max_length=17, blank=True, validators=[RegexValidator(EORI, EORI_WORDS)])
    other_number = models.CharField(max_length=60, blank=True)
    # The country of its seat, where that is no Member State: it asks where its items lie (Article 12(2)).
    established_in = models.CharField(max_length=2, blank=True, default="", db_default="")
    is_approved = models.BooleanField(default=True)  # may send; until then it drafts
    address = models.TextField()
    contact = models.CharField(max_length=200, blank=True)

    objects = ExporterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="exporter_eori_once",
                fields=["eori"],
                condition=~Q(eori=""),
                violation_error_message=_("An exporter with this EORI is entered already."),
            )
        ]
        indexes = [models.Index(name="exporter_by_name", fields=["legal_name"])]

    def __str__(self) -> str:
        return self.legal_name

    @property
    def number(self) -> str:
        """Its EORI, else the number of its state."""
        return self.eori or self.other_number

    @property
    def identity(self) -> dict[str, str]:
        """By what the company can be recognised: what `licensing.rules.names` looks for in a text."""
        return {"legal_name": self.legal_name, "trade_name": self.trade_name, "eori": self.eori}
