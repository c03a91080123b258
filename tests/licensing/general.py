"""What tests of general authorisations stand on: an exporter that is registered, a bar, what a state lays down."""

from datetime import date, datetime
from typing import Any

from exportctl.core.models import User
from licensing.actions.general_bars import approve_bar, propose_bar
from licensing.actions.general_editions import approve_edition, propose_edition
from licensing.actions.general_registrations import register_for_general
from licensing.models import Exporter, GeneralBar, GeneralEdition, GeneralRegistration
from tests.factories import AT, make_exporter, make_filer, make_officer, organisation
from tests.replayed import replayed

WAIVED: dict[str, Any] = {
    "grounds": "Two declarations named another item.",
    "hearing": {"waived": "Goods at the quay."},
}
TERMS: dict[str, Any] = {
    "registration": "after",
    "registration_days": 30,
    "first_use": "after",
    "first_use_days": 30,
    "report_months": "6",
    "report_days": 31,
}
NATIONAL: dict[str, Any] = {
    "code": "AGG 99",
    "title": {"de": "Ventile nach Indien", "en": "Valves to India"},
    "destinations_mode": "include",
    "destinations": ["IN"],
    "items_mode": "listed",
    "entries": ["2B350.g"],
    "conditions": [
        {
            "key": "aware_wmd",
            "text": {"en": "The exporter knows of a use of Article 4(1)(a)."},
            "kind": "exporter_declares",
            "sense": "bars",
            "article": "No 4",
        }
    ],
    "declaration": {"en": "AGG 99"},
    "registration": "before",
    "first_use": "after",
    "first_use_days": 30,
    "report_months": "12",
    "is_example": True,
}


@replayed
def make_registration(
    exporter: Exporter | None = None, code: str = "EU001", *, by: User | None = None, at: datetime = AT
) -> GeneralRegistration:
    exporter = exporter or make_exporter()
    registration, _is_new = register_for_general(
        exporter_id=exporter.pk, code=code, actor=by or make_filer(exporter), at=at
    )
    return registration


@replayed
def propose_a_bar(
    exporter: Exporter, codes: tuple[str, ...] = ("EU001",), *, by: User | None = None, at: datetime = AT
) -> GeneralBar:
    actor = by or make_officer(str(exporter.organisation.member_state_id))
    return propose_bar(exporter_id=exporter.pk, codes=codes, body=WAIVED, actor=actor, at=at)


@replayed
def make_bar(exporter: Exporter, codes: tuple[str, ...] = ("EU001",), *, at: datetime = AT) -> GeneralBar:
    """Decided by two officers."""
    bar = propose_a_bar(exporter, codes, at=at)
    return approve_bar(bar_id=bar.pk, actor=make_officer(str(exporter.organisation.member_state_id)), at=at)


@replayed
def propose_an_edition(
    body: dict[str, Any] = NATIONAL, *, code: str = "", by: User | None = None, **days: Any
) -> GeneralEdition:
    days = {"act_on": date(2026, 10, 1), "starts_on": date(2026, 10, 15), **days}
    return propose_edition(
        authority=organisation("authority"),
        code=code,
        body=body,
        act="BAnz AT 01.10.2026 B1",
        actor=by or make_officer(),
        at=AT,
        **days,
    )


@replayed
def make_edition(body: dict[str, Any] = NATIONAL, *, code: str = "", **days: Any) -> GeneralEdition:
    """Confirmed by two officers."""
    edition = propose_an_edition(body, code=code, **days)
    return approve_edition(edition_id=edition.pk, actor=make_officer(), at=AT)
