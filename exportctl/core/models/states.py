from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from exportctl.core.models.four_eyes import FourEyesAct
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.rules.populations import basis_in_words, source_in_words


class MemberState(models.Model):
    """One of the 27, by its ISO code (GR for Greece), with the zone in which its days end."""

    code = models.CharField(primary_key=True, max_length=2)
    names = models.JSONField()  # {"en": …, "de": …, "fr": …}
    timezone = models.CharField(max_length=40)
    eori_prefix = models.CharField(max_length=2)
    # May one person be this state's delegate and an officer of its authority? The state says so, nobody else.
    delegate_may_be_officer = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.names.get((get_language() or "en")[:2], self.names["en"]))


class PopulationSet(models.Model):
    """The populations that count in a majority, from one day on (Council Rules of Procedure, Article 11(6))."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=40, unique=True)
    starts_on = models.DateField(unique=True)
    source = models.TextField()

    class Meta:
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return self.name

    @property
    def source_words(self) -> str:
        return source_in_words(self.source)

    @property
    def people(self) -> int:
        """Of all states of the set together."""
        return sum(figure.people for figure in self.figures.all())


class Population(models.Model):
    population_set = models.ForeignKey(PopulationSet, models.PROTECT, related_name="figures")
    member_state = models.ForeignKey(MemberState, models.PROTECT)
    people = models.PositiveIntegerField()
    basis = models.CharField(max_length=80)  # stored, derived, recalled, calibrated, official

    class Meta:
        constraints = [
            models.UniqueConstraint(name="population_once", fields=["population_set", "member_state"]),
            models.CheckConstraint(name="population_has_people", condition=Q(people__gt=0)),
        ]

    @property
    def basis_words(self) -> str:
        return basis_in_words(self.basis)


class HolidayYear(models.Model):
    """A year whose public holidays are held for a calendar; a date outside such a year has no answer."""

    calendar = models.CharField(max_length=2)  # a Member State's code, or EU for the institutions
    year = models.PositiveSmallIntegerField()
    source = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(name="holiday_year_once", fields=["calendar", "year"])]


class PublicHoliday(models.Model):
    """A day on which nobody need act (Regulation 1182/71, Article 2(1)).

    Days that two administrators added count for live deadlines; the public calculator has the national ones alone.
    """

    calendar = models.CharField(max_length=2, db_index=True)
    on = models.DateField()
    names = models.JSONField()
    added = models.BooleanField(
        default=False, db_default=False
    )  # by administrators: a bank, regional or newly decreed day

    class Meta:
        ordering = ["calendar", "on"]
        constraints = [models.UniqueConstraint(name="public_holiday_once", fields=["calendar", "on"])]

    @property
    def name(self) -> str:
        return str(self.names.get((get_language() or "en")[:2], self.names["en"]))


class ReferenceChange(FourEyesAct):
    """A change of reference data that a second officer of the Commission has to approve."""

    KINDS = {
        "population_set": _("New population set"),
        "holiday_year": _("Public holidays of a year"),
        "holiday_added": _("Public holiday added"),
        "holiday_removed": _("Public holiday removed"),
        "shared_seats": _("Delegate and officer in one person"),
    }
    kind = models.CharField(max_length=20, choices=KINDS)
    payload = models.JSONField()
    reason = models.TextField()

    class Meta(FourEyesAct.Meta):
        pass

    def organisation_ids(self, permission: str) -> list[UUID]:
        from exportctl.core.models.organisations import Organisation  # organisations refer to states

        if permission != Permission.ADMINISTER:
            return []
        return list(
            Organisation.objects.filter(kind=OrganisationKind.COMMISSION.value).values_list("pk", flat=True)
        )
