"""The stored law as the engine reads it, and what of cases, drafts and authorisations a rule meets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from exportctl.core.canonical import rfc3339
from exportctl.core.models import Organisation, User
from licensing.models import (
    Authorisation,
    AuthorisationChange,
    AuthorisationLine,
    AuthorisationRequest,
    GeneralRegistration,
    PartyMatch,
    RequestDraft,
    RequestLine,
    RestrictiveMeasure,
    SanctionsEntry,
)
from licensing.models.authorisations import AuthorisationQuerySet
from licensing.queries.general_registrations import users_met
from licensing.queries.prohibitions import why_prohibited
from licensing.rules.authorisations import Event as AuthorisationEvent
from licensing.rules.authorisations import State as AuthorisationState
from licensing.rules.measures import Answer, Export, Kind, Measure, answer, reaches
from licensing.rules.sanctions_lists import State as ListState
from licensing.rules.versions import lines_of

LONG_AGO = datetime(
    1958, 1, 1, tzinfo=UTC
)  # a listed person is met whatever the day: the list says who stands there


def law_for(authority_id: UUID | None, *, countries: Iterable[str] | None = None) -> list[Measure]:
    """What is confirmed and counts there, of whatever day; only what may meet one of `countries`, where given."""
    rows = RestrictiveMeasure.objects.of_law_for(authority_id)
    if countries is not None:
        rows = rows.filter(country__in=["", *countries])
    return [row.rule for row in rows]


def show_measure(measure: RestrictiveMeasure) -> dict[str, Any]:
    """One rule as REST shows it."""
    until = measure.old_contracts_until
    return {
        "number": measure.number,
        "status": measure.status,
        "keeper": measure.keeper.short_name,
        "kind": measure.kind,
        "country": measure.country or None,
        "act": measure.act,
        "article": measure.article or None,
        "title": measure.title,
        **{name: list(getattr(measure, name)) for name in ("entries", "cn_codes", "uses", "listed", "lifts")},
        "applies_from": rfc3339(measure.applies_from),
        "applies_until": rfc3339(measure.applies_until) if measure.applies_until else None,
        "old_contracts_until": until.isoformat() if until else None,
        "is_sample": measure.is_sample,
    }


def listed_numbers(request: AuthorisationRequest) -> frozenset[str]:
    """Under which numbers officers found parties of the case on the sanctions list."""
    found = PartyMatch.objects.confirmed_sanctions().filter(request=request)
    return frozenset(found.values_list("number", flat=True))


def answer_for(
    request: AuthorisationRequest,
    *,
    lines: Sequence[RequestLine | AuthorisationLine],
    countries: Sequence[str] | None = None,
    listed: frozenset[str] | None = None,
    at: datetime,
) -> Answer:
    """The rules that meet any of these lines with what the case says of country, use and persons.

    `countries`: of its destinations those that are granted; every one where nothing is said. `listed`: the numbers of
    its listed persons, where they are read already.
    """
    if countries is None:
        countries = [each.country for each in request.destinations]
    listed = listed_numbers(request) if listed is None else listed
    measures = [*law_for(request.authority_id, countries=countries), *_of_persons(listed)]
    uses = frozenset(filter(None, [each.kind for each in request.end_users]))
    found = [
        answer(
            measures,
            Export(
                country=country,
                control_entry=line.control_entry,
                cn_code=line.cn_code,
                uses=uses,
                listed=listed,
            ),
            at=at,
        )
        for country in countries
        for line in lines
    ]
    return together(found)


def answer_for_general(authorisation: Authorisation, *, destination: str, at: datetime) -> Answer:
    """The rules that meet an export under a general authorisation: of its country, where the declaration names one.

    What is exported under it no paper says; a rule for some entries alone is its holder's to keep.
    """
    measures = [
        each for each in law_for(authorisation.authority_id, countries=[destination]) if not each.entries
    ]
    return answer(measures, Export(country=destination), at=at)


def prohibition_of(request: AuthorisationRequest, *, listed: Iterable[str], at: datetime) -> str:
    """Why a grant of the case as it stands has to name an exemption or a derogation; empty where nothing forbids it.

    `listed`: the numbers of its listed persons.
    """
    found = answer_for(request, lines=request.lines, listed=frozenset(listed), at=at)
    return why_prohibited(found) if found.is_prohibited else ""


def together(found: Iterable[Answer]) -> Answer:
    """What meets any of several exports, each rule once."""
    each = list(found)

    def once(name: str) -> tuple[Measure, ...]:
        return tuple({rule.number: rule for one in each for rule in getattr(one, name)}.values())

    return Answer(*(once(name) for name in ("prohibitions", "lifting", "required", "embargoes", "possible")))


def permitted(authorisation: Authorisation, found: Answer) -> bool:
    """Does what was granted name what lifts the prohibition, or did two officers let it continue?"""
    if authorisation.is_general:
        return False
    names = authorisation.case.proposals.filter(decision__isnull=False, measure__isnull=False)
    if any(found.lifted_by(named["number"]) for named in names.values_list("measure", flat=True)):
        return True
    continued = AuthorisationChange.objects.filter(
        authorisation=authorisation, event=AuthorisationEvent.CONTINUE.value, status="approved"
    )
    numbers = set(continued.values_list("measure__number", flat=True))
    return all(rule.number in numbers for rule in found.prohibitions)


def _of_persons(numbers: Iterable[str]) -> list[Measure]:
    """Whoever stands on the sanctions list and was confirmed is forbidden by the act that the list names."""
    wanted = list(numbers)
    if not wanted:
        return []
    entries = SanctionsEntry.objects.filter(number__in=wanted, sanctions_list__status=ListState.IN_USE.value)
    return [
        Measure(
            number=entry.number,
            kind=Kind.PROHIBITION,
            act=entry.act or entry.programme or entry.number,
            listed=(entry.number,),
            applies_from=LONG_AGO,
        )
        for entry in entries
    ]


@dataclass(frozen=True)
class LiveAuthorisation:
    """An authorisation that a rule meets, and the numbers of the lines that it meets."""

    authorisation: Authorisation
    lines: tuple[int, ...]
    changes: tuple[AuthorisationChange, ...] = ()  # about this rule, waiting or done


@dataclass(frozen=True)
class MeasureHits:
    """What a rule meets from its instant on, at one authority or at all."""

    drafts: list[RequestDraft] = field(default_factory=list)
    requests: list[AuthorisationRequest] = field(default_factory=list)
    authorisations: list[LiveAuthorisation] = field(default_factory=list)
    users: list[GeneralRegistration] = field(default_factory=list)  # of general authorisations


def hits_of(
    measure: RestrictiveMeasure, *, authority: Organisation | None, viewer: User | None = None, at: datetime
) -> MeasureHits:
    """Drafts, open requests and live authorisations that the rule meets; of one authority, else of all.

    `viewer`: an officer, who sees no case from which they stepped back.
    """
    rule, office = measure.rule, {"authority": authority} if authority else {}
    if not measure.is_union:
        office = {"authority": measure.keeper}
    requests, authorisations = _requests(measure, office), _rows(measure, office, at=at)
    if viewer is not None:
        requests = requests.filter(pk__in=AuthorisationRequest.objects.handled_by(viewer).values("pk"))
        authorisations = authorisations.filter(pk__in=Authorisation.objects.visible_to(viewer).values("pk"))
    return MeasureHits(
        [draft for draft in _drafts(measure, office) if _meets_draft(rule, draft)],
        [request for request in requests if _lines_met(rule, request, request.lines)],
        _live(measure, authorisations),
        users_met(measure, office=office),
    )


def named_live(met: MeasureHits, references: Sequence[str]) -> tuple[list[LiveAuthorisation], list[int]]:
    """The authorisations of these numbers among what a rule meets; and the places of those that are none."""
    live = {each.authorisation.reference: each for each in met.authorisations}
    unknown = [place for place, number in enumerate(references) if number not in live]
    return [live[number] for number in dict.fromkeys(references) if number in live], unknown


def show_hits(met: MeasureHits) -> dict[str, Any]:
    """What a rule meets at one authority, in the words of REST; a draft is nobody's case yet, and counted alone."""
    return {
        "drafts": len(met.drafts),
        "requests": [request.reference for request in met.requests],
        "authorisations": [
            {
                "reference": live.authorisation.reference,
                "lines": list(live.lines),
                "acts": [show_act(change) for change in live.changes],
            }
            for live in met.authorisations
        ],
        "registrations": [row.reference for row in met.users],
    }


def show_act(change: AuthorisationChange) -> dict[str, Any]:
    """What two officers do to an authorisation because of a rule."""
    return {
        "id": str(change.pk),
        "status": change.status,
        "event": change.event,
        "authorisation": change.authorisation.reference,
    }


def hits_by_state(measure: RestrictiveMeasure, *, at: datetime) -> dict[str, dict[str, int]]:
    """For the Commission, which sees no case: how many of each kind the rule meets, by Member State."""
    met = hits_of(measure, authority=None, at=at)
    owners = {
        "drafts": [draft.request.authority for draft in met.drafts],
        "requests": [request.authority for request in met.requests],
        "authorisations": [live.authorisation.authority for live in met.authorisations],
        "users": [row.authority for row in met.users],
    }
    states = sorted({str(each.member_state_id) for kind in owners.values() for each in kind})
    return {
        state: {
            name: sum(str(each.member_state_id) == state for each in kind) for name, kind in owners.items()
        }
        for state in states
    }


def authorities_hit(measure: RestrictiveMeasure, *, at: datetime) -> list[Organisation]:
    """Whose cases or authorisations the rule meets, once each."""
    met = hits_of(measure, authority=None, at=at)
    owners = [request.authority for request in met.requests]
    owners += [live.authorisation.authority for live in met.authorisations]
    owners += [row.authority for row in met.users]
    return list({each.pk: each for each in owners}.values())


def _drafts(measure: RestrictiveMeasure, office: dict[str, Any]) -> QuerySet[RequestDraft]:
    drafts = RequestDraft.objects.open().select_related("exporter__organisation", "request__authority")
    drafts = drafts.filter(**{f"request__{name}": value for name, value in office.items()})
    return drafts.filter(body__destination=measure.country) if measure.country else drafts.none()


def _requests(measure: RestrictiveMeasure, office: dict[str, Any]) -> QuerySet[AuthorisationRequest]:
    rows = AuthorisationRequest.objects.open().filter(_meeting(measure), **office).distinct()
    return rows.select_related("exporter", "authority", "version").as_listed().with_parties()


def _meeting(measure: RestrictiveMeasure, path: str = "") -> Q:
    """Requests that may be met: by country, and by persons whom officers confirmed."""
    wanted = Q(**{f"{path}version__destinations__country": measure.country}) if measure.country else Q()
    if not measure.listed:
        return wanted
    found = PartyMatch.objects.confirmed_sanctions()
    if "*" not in measure.listed:
        found = found.filter(number__in=measure.listed)
    return wanted & Q(**{f"{path}pk__in": found.values("request")})


def _rows(measure: RestrictiveMeasure, office: dict[str, Any], *, at: datetime) -> AuthorisationQuerySet:
    live = [AuthorisationState.VALID.value, AuthorisationState.SUSPENDED.value]
    rows = Authorisation.objects.filter(status__in=live, **office)
    rows = rows.filter(_meeting(measure, "request__")).distinct().with_balances()
    rows = rows.filter(version__valid_until__gte=at.date()).prefetch_related("changes__proposed_by")
    return rows.order_by("reference")


def _live(measure: RestrictiveMeasure, rows: AuthorisationQuerySet) -> list[LiveAuthorisation]:
    found = []
    for row in rows:
        lines = _lines_met(measure.rule, row.case, row.lines, countries=row.destinations)
        if lines:
            changes = tuple(each for each in row.changes.all() if each.measure_id == measure.pk)
            found.append(LiveAuthorisation(row, lines, changes))
    return found


def _lines_met(
    rule: Measure,
    request: AuthorisationRequest,
    lines: Iterable[Any],
    *,
    countries: Sequence[str] | None = None,
) -> tuple[int, ...]:
    """The numbers of the lines that the rule reaches in one of the countries; its instant is not asked."""
    uses = frozenset(filter(None, [each.kind for each in request.end_users]))
    listed = listed_numbers(request) if rule.listed else frozenset()
    if countries is None:
        countries = [each.country for each in request.destinations]
    return tuple(
        line.number
        for line in lines
        if any(
            reaches(
                rule,
                Export(
                    country=country,
                    control_entry=line.control_entry,
                    cn_code=line.cn_code,
                    uses=uses,
                    listed=listed,
                ),
            )
            for country in countries
        )
    )


def _meets_draft(rule: Measure, draft: RequestDraft) -> bool:
    """By what is written so far; who receives it is compared once it is sent."""
    if rule.listed:
        return False
    user = draft.body.get("end_user") or {}
    items = [item for item in draft.body.get("items") or [] if isinstance(item, dict) and item.get("name")]
    uses = frozenset([user["kind"]]) if user.get("kind") else None
    lines = lines_of({**draft.body, "items": items}) if items else []
    return any(
        reaches(
            rule,
            Export(
                country=draft.body.get("destination") or "",
                control_entry=line.control_entry,
                cn_code=line.cn_code,
                uses=uses,
            ),
        )
        for line in lines
    )
