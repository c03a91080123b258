"""Which general authorisations an exporter of a state may use on a day, and on which terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.canonical import iso_or_none, rfc3339
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from licensing.models import Exporter, GeneralEdition
from licensing.queries.decision_periods import today_of
from licensing.queries.routing_rules import competence_for
from licensing.rules.general_authorisations import GeneralAuthorisation, general_authorisations
from licensing.rules.general_terms import Terms, terms_of


@dataclass(frozen=True)
class Offer:
    """A general authorisation as the exporters of a state have it; `edition` is what that state laid down for it."""

    rule: GeneralAuthorisation
    terms: Terms
    edition: GeneralEdition | None = None

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def member_state(self) -> str:
        """Whose national one it is; "" of the Union's."""
        own = self.rule.is_national and self.edition
        return str(self.edition.authority.member_state_id) if own and self.edition else ""

    @property
    def is_example(self) -> bool:
        """Is what the state lays down invented, as in a demonstration?"""
        return self.edition is not None and self.edition.is_example


def offers_of(authority_id: UUID, *, on: date) -> dict[str, Offer]:
    """By code: those of the Union, then the national ones of that authority's state that count on the day."""
    editions = (
        GeneralEdition.objects.filter(authority=authority_id).in_force(on=on).select_related("authority")
    )
    own = {each.code: each for each in editions if not each.has_ended(on=on)}
    offers = {}
    for code, rule in general_authorisations().items():
        edition = own.pop(code, None)
        offers[code] = Offer(rule, edition.terms if edition else terms_of(rule), edition)
    return offers | {code: Offer(each.rule, each.terms, each) for code, each in sorted(own.items())}


def national_in_force(*, on: date, authorities: Iterable[UUID] | None = None) -> list[GeneralEdition]:
    """The national ones that count on that day, of these authorities' states or of all."""
    rows = GeneralEdition.objects.in_force(on=on).select_related("authority__member_state")
    if authorities is not None:
        rows = rows.filter(authority__in=list(authorities))
    return [each for each in rows if each.is_national and not each.has_ended(on=on)]


def seat_authority(exporter: Exporter) -> Organisation:
    """Where an exporter registers: at the authority of its seat (Article 12(6)(b) and (7))."""
    return competence_for(exporter).authority


def company_of(reader: Reader) -> Exporter | None:
    """For whom somebody looks: the only company that they file for, else the one they chose; None otherwise."""
    companies = access.organisations_of(reader, Permission.FILE)
    chosen = getattr(reader, "acts_for", None)
    one = companies if len(companies) == 1 else [each for each in companies if each.pk == chosen]
    rows = Exporter.objects.select_related("organisation__member_state")
    return rows.get(pk=one[0].pk) if one else None


def offers_to(exporter: Exporter | None, *, at: datetime) -> dict[str, Offer]:
    """What an exporter may use, by the day at its authority; to everybody else the Union's and all national ones."""
    authority = seat_authority(exporter) if exporter else None
    if authority:
        return offers_of(authority.pk, on=today_of(authority, at=at))
    offers = {code: Offer(rule, terms_of(rule)) for code, rule in general_authorisations().items()}
    stored = national_in_force(on=local_date(at, BRUSSELS))
    return offers | {each.code: Offer(each.rule, each.terms, each) for each in stored}


def show_edition(edition: GeneralEdition) -> dict[str, Any]:
    """In the words of REST."""
    return {
        "id": str(edition.pk),
        "status": edition.status,
        "code": edition.code,
        "national": edition.is_national,
        "act": edition.act,
        "act_on": edition.act_on.isoformat(),
        "starts_on": edition.starts_on.isoformat(),
        "ends_on": iso_or_none(edition.ends_on),
        "is_example": edition.is_example,
        "body": edition.body,
        "proposed_at": rfc3339(edition.proposed_at),
        "approved_at": rfc3339(edition.approved_at) if edition.approved_at else None,
    }
