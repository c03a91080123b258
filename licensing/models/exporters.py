from typing import Self

from django.core.validators import RegexValidator
from django.db import models

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
    eori = models.CharField(
        max_length=17,
        unique=True,
        validators=[RegexValidator(EORI, EORI_WORDS)],
    )
    address = models.TextField()
    contact = models.CharField(max_length=200, blank=True)

    objects = ExporterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="exporter_by_name", fields=["legal_name"])]

    def __str__(self) -> str:
        return self.legal_name

    @property
    def identity(self) -> dict[str, str]:
        """By what the company can be recognised: what `licensing.rules.names` looks for in a text."""
        return {"legal_name": self.legal_name, "trade_name": self.trade_name, "eori": self.eori}

    @property
    def authority_name(self) -> str:
        """The short name of the authority this exporter files with: that of its Member State (Article 12(2))."""
        authorities = Organisation.objects.filter(
            kind="authority", member_state=self.organisation.member_state_id
        )
        return authorities.values_list("short_name", flat=True).order_by("name").first() or ""
