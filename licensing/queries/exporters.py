"""Exporters: the companies that somebody files for, and what people type for them on a command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.queries.organisations import public_body
from exportctl.core.rules.permissions import Permission
from licensing.models import Exporter
from licensing.rules.exporters import clean_eori
from licensing.rules.search import is_named


def exporter_ids(user: Reader, company: str = "") -> list[UUID]:
    """Of all companies that the person files for or, by its id, of one of them: none for somebody else's."""
    exporters = access.organisation_ids_of(user, Permission.FILE)
    return [pk for pk in exporters if company in ("", str(pk))]


def unregistered_companies(user: Reader, company: str = "") -> QuerySet[Exporter]:
    """Those of the person's companies that draft and cannot send yet."""
    rows = Exporter.objects.filter(organisation__in=exporter_ids(user, company), is_approved=False)
    return rows.select_related("organisation").order_by("legal_name", "pk")


def exporters_named(words: str, *, authorities: Iterable[Organisation]) -> list[UUID]:
    """Those of the authorities' states whose name or EORI is so called, as the search of cases compares words.

    Also where the words stand within a longer one, as somebody types who remembers the middle of a name. Who is
    established in no Member State asks in any (Article 12(2)).
    """
    states = {each.member_state_id for each in authorities}
    of_states = Q(organisation__member_state__in=states)
    rows = Exporter.objects.filter(of_states | ~Q(established_in=""))
    names = rows.values_list("pk", "legal_name", "trade_name", "eori", "other_number")
    return [pk for pk, *known in names if is_named(" · ".join(known), words)]


def files_for_several(user: Reader) -> bool:
    """Does a list have to say whose each row is?"""
    return len(access.organisation_ids_of(user, Permission.FILE)) > 1


@dataclass(frozen=True)
class CompanyLink:
    """A choice of the filter by company; a person who files for one alone has none."""

    name: str  # "" for all
    address: str
    is_current: bool


def company_links(user: Reader, filters: Any) -> list[CompanyLink]:
    """All companies, then each that the person files for."""
    companies = access.organisations_of(user, Permission.FILE)
    if len(companies) < 2:
        return []
    by_name = sorted(companies, key=lambda each: (each.name, each.pk))
    choices = [("", ""), *((each.name, str(each.pk)) for each in by_name)]
    return [
        CompanyLink(name, filters.but(company=key).address, key == filters.company) for name, key in choices
    ]


def organisation_of(code: str) -> Organisation:
    """An exporter's by its EORI, a public body's by its code (`public_body`). Raises NotFound."""
    eori = clean_eori(code)
    exporter = Exporter.objects.filter(eori=eori).select_related("organisation").first() if eori else None
    return exporter.organisation if exporter else public_body(code)
