"""What is known of a declarant beside the lists: one statement says who the declarants of a question are, and whether
anything is known of their items; only where there is, a second asks what.

Of few lines planning such a statement costs more than the answer: they are asked of `licensing_screening_words`, a
function with the very same statement, which keeps its plan as long as the connection lasts. A plan for few is a bad
one for a thousand.

Of each line, by its place: who declares it, how an officer classified the item, and whether a decision made it subject
to authorisation. Answered to the exporter's own key and to customs alone: a declarant is never guessed from an EORI
that anybody may write.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from controllist.rules.matching import item_key
from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.prepared import prepared
from exportctl.core.rules.permissions import Permission
from licensing.rules.exporters import clean_eori
from licensing.rules.screenings import is_item

Lines = Sequence[Mapping[str, Any]]
FEW = 50  # lines

# A decision that says so; or that refuses a notified item under Articles 4 or 5, which asks for one all the same
# (`imposes_requirement`, licensing/rules/requests.py).
_REQUIRED = """({0} = 'authorisation_required'
           OR {0} = 'refused' AND request.kind = 'notification'
             AND request.legal_basis IN ('article_4', 'article_5'))"""
_DECLARANTS = f"""
SELECT company.eori, company.organisation_id,
       CASE WHEN company.established_in = '' THEN seat.member_state_id END,
       EXISTS (SELECT FROM licensing_generalregistration general
               JOIN licensing_authorisation given ON given.id = general.authorisation_id AND given.status = 'valid'
               WHERE general.exporter_id = company.organisation_id),
       EXISTS (SELECT FROM licensing_classificationconfirmation said
               WHERE said.exporter_id = company.organisation_id)
       OR EXISTS (SELECT FROM licensing_authorisationrequest request
                  WHERE request.exporter_id = company.organisation_id AND {_REQUIRED.format("request.status")})
FROM licensing_exporter company JOIN core_organisation seat ON seat.id = company.organisation_id
WHERE company.eori = ANY(%s::text[]) OR company.organisation_id = %s::uuid
"""
# OFFSET 0: of each declarant by itself. Joined all at once these are more tables than the planner puts into an order of
# its own (join_collapse_limit), and it read those of the whole Union: eight seconds for one line.
_WORDS = """
WITH declared AS MATERIALIZED (
  SELECT place, exporter, item, number
  FROM unnest(%(place)s::int[], %(exporter)s::uuid[], %(item)s::text[], %(number)s::text[])
    AS line (place, exporter, item, number)
), declarant AS MATERIALIZED (
  SELECT DISTINCT exporter FROM declared
), word AS MATERIALIZED (
  SELECT said.exporter_id, said.item_key, said.item_number, said.control_entry, said.confirmed_at, said.id
  FROM licensing_classificationconfirmation said
  WHERE said.exporter_id IN (SELECT exporter FROM declarant) AND said.confirmed_at <= %(at)s
), of_item AS (
  SELECT DISTINCT ON (exporter_id, item_key) * FROM word
  ORDER BY exporter_id, item_key, confirmed_at DESC, id DESC
), of_number AS (
  SELECT DISTINCT ON (exporter_id, item_number) * FROM word WHERE item_number <> ''
  ORDER BY exporter_id, item_number, confirmed_at DESC, id DESC
), required AS (
  SELECT DISTINCT ON (exporter_id, item_key) theirs.*
  FROM declarant CROSS JOIN LATERAL (
    SELECT request.exporter_id, line.item_key, request.reference, request.legal_basis, request.decided_at,
           ARRAY(SELECT there.country FROM licensing_requestdestination there
                 WHERE there.version_id = request.version_id) AS destinations
    FROM licensing_authorisationrequest request
    JOIN licensing_requestline line ON line.version_id = request.version_id
    WHERE request.exporter_id = declarant.exporter AND {required}
      AND request.decided_at <= %(at)s
    OFFSET 0
  ) theirs
  ORDER BY exporter_id, item_key, decided_at DESC
)
SELECT declared.place,
       CASE WHEN newer THEN of_number.control_entry ELSE of_item.control_entry END,
       CASE WHEN newer THEN of_number.confirmed_at ELSE of_item.confirmed_at END,
       newer OR of_item.id IS NOT NULL,
       required.reference, required.legal_basis, required.destinations
FROM declared
LEFT JOIN of_item ON of_item.exporter_id = declared.exporter AND of_item.item_key = NULLIF(declared.item, '')
LEFT JOIN of_number ON of_number.exporter_id = declared.exporter
  AND of_number.item_number = NULLIF(declared.number, '')
CROSS JOIN LATERAL (
  SELECT of_number.id IS NOT NULL AND (of_item.id IS NULL OR of_number.confirmed_at > of_item.confirmed_at)
) choice (newer)
LEFT JOIN required ON required.exporter_id = declared.exporter AND required.item_key = NULLIF(declared.item, '')
"""
LAST = """(SELECT event.target FROM core_auditevent event
       WHERE event.object_id = {}.id AND event.target <> '' AND event.at <= %(at)s ORDER BY event.id DESC LIMIT 1)"""
_NOW = {"required": _REQUIRED.format("request.status")}
# What a receipt is asked about: how cases stood at that instant.
_THEN = {"required": _REQUIRED.format(LAST.format("request"))}
_CALL = (
    "SELECT * FROM licensing_screening_words(%s::int[], %s::uuid[], %s::text[], %s::text[], %s::timestamptz)"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one line's declarant."""

    exporter: UUID
    member_state: str  # of establishment, as registered; "" of a company established in none
    is_registered: bool = False  # for a general authorisation, today
    has_more: bool = False  # that is known of some of its items
    classified: str | None = None  # "": no entry of Annex I; None: nobody said
    classified_at: datetime | None = None
    required_by: str | None = None  # the case whose decision made it subject to authorisation
    required_basis: str = ""
    required_for: tuple[str, ...] = ()  # destinations

    @property
    def has_words(self) -> bool:
        return self.classified is not None or self.required_by is not None


def facts_of(lines: Lines, *, reader: Reader, at: datetime, is_past: bool = False) -> dict[int, Facts]:
    """By the place of each line whose declarant the reader may ask about; of all others nothing.

    `is_past`: as it stood at `at`, which a receipt names.
    """
    own = access.organisation_ids_of(reader, Permission.FILE)
    is_customs = access.has_seat(reader, Permission.CHECK_SHIPMENTS)
    if not lines or not (own or is_customs):
        return {}
    named = [line.get("exporter_eori") or "" for line in lines]
    declarants = _declarants(set(named), own, is_customs=is_customs)
    facts = {place: declarants[eori] for place, eori in enumerate(named) if eori in declarants}
    places = [place for place, known in facts.items() if known.has_more or is_past]
    for place, *words in _words(lines, facts, places, at=at, is_past=is_past):
        facts[place] = _with_words(facts[place], *words)
    return facts


def _declarants(named: Iterable[str], own: Sequence[UUID], *, is_customs: bool) -> dict[str, Facts]:
    """By their EORI, as the lines write it; "" is the only company that the reader files for."""
    eoris = {each: clean_eori(each) for each in named}
    sole = own[0] if len(own) == 1 else None
    with connection.cursor() as cursor:
        cursor.execute(prepared(_DECLARANTS, connection), [[*{*eoris.values()} - {""}], sole])
        rows = cursor.fetchall()
    known = {
        eori: Facts(exporter, state or "", is_registered, has_more)
        for eori, exporter, state, is_registered, has_more in rows
    }
    theirs = {eori: facts for eori, facts in known.items() if is_customs or facts.exporter in own}
    theirs |= {"": facts for facts in theirs.values() if facts.exporter == sole}  # noqa: B035  # one at most
    return {each: theirs[eori] for each, eori in eoris.items() if eori in theirs}


def _words(
    lines: Lines, facts: Mapping[int, Facts], places: Sequence[int], *, at: datetime, is_past: bool
) -> list[tuple[Any, ...]]:
    if not places:
        return []
    asked: dict[str, Any] = {
        "place": places,
        "exporter": [facts[place].exporter for place in places],
        "item": [item_of(lines[place]) for place in places],
        "number": [lines[place].get("item_number") or "" for place in places],
        "at": at,
    }
    with connection.cursor() as cursor:
        if len(places) <= FEW and not is_past:
            cursor.execute(prepared(_CALL, connection), list(asked.values()))
        else:
            cursor.execute(words_statement(is_past=is_past), asked)
        return list(cursor)


def words_statement(*, is_past: bool = False) -> str:
    """The whole question, with a placeholder for each column of the lines."""
    return _WORDS.format(**(_THEN if is_past else _NOW))


def item_of(line: Mapping[str, Any]) -> str:
    return item_key(line["manufacturer"], line["model"]) if is_item(line) else ""


def _with_words(
    facts: Facts,
    entry: str | None,
    classified_at: datetime | None,
    is_classified: bool,
    case: str | None,
    basis: str | None,
    countries: Sequence[str] | None,
) -> Facts:
    return replace(
        facts,
        classified=entry if is_classified else None,
        classified_at=classified_at,
        required_by=case,
        required_basis=basis or "",
        required_for=tuple(countries or ()),
    )
