"""What is known of a declarant beside the lists: one statement for all lines of a question, one or a thousand.

Of few lines planning that statement costs more than the answer: they are asked of `licensing_screening_facts`, a
function with the very same statement, which keeps its plan as long as the connection lasts. A plan for few is a bad
one for a thousand.

Of each line, by its place: who declares it, how an officer classified the item, whether a decision made it subject to
authorisation, and the authorisation that lets it go. Answered to the exporter's own key and to customs alone: a
declarant is never guessed from an EORI that anybody may write.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from controllist.rules.matching import item_key
from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.rules.permissions import Permission
from licensing.rules.exporters import clean_eori
from licensing.rules.granted_parties import Parties
from licensing.rules.screenings import is_item

# OFFSET 0: of each declarant by itself. Joined all at once these are more tables than the planner puts into an order of
# its own (join_collapse_limit), and it read those of the whole Union: eight seconds for one line.
_STATEMENT = """
WITH asked AS MATERIALIZED (
  SELECT place - 1 AS place, eori, item, number, entry, destination, named, amount, unit, day
  FROM unnest(%(eori)s::text[], %(item)s::text[], %(number)s::text[], %(entry)s::text[], %(destination)s::text[],
              %(named)s::text[], %(amount)s::numeric[], %(unit)s::text[], %(day)s::date[])
    WITH ORDINALITY AS line (eori, item, number, entry, destination, named, amount, unit, day, place)
), declared AS MATERIALIZED (
  SELECT asked.*,
    CASE WHEN asked.eori = '' THEN %(sole)s::uuid
         WHEN %(is_customs)s OR company.organisation_id = ANY(%(own)s) THEN company.organisation_id END AS exporter
  FROM asked LEFT JOIN licensing_exporter company ON company.eori = asked.eori AND asked.eori <> ''
), declarant AS MATERIALIZED (
  SELECT DISTINCT exporter FROM declared WHERE exporter IS NOT NULL
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
), paper AS MATERIALIZED (
  SELECT theirs.* FROM declarant CROSS JOIN LATERAL (
    SELECT granted.id, granted.holder_id, granted.reference, there.country, version.valid_from, version.valid_until,
           line.number AS line, line.unit, line.control_entry, COALESCE(wanted.item_key, '') AS item, balance.rest,
           {party_end_user} AS end_users, {party_consignee} AS consignees,
           proposal.measure ->> 'number' AS measure,
           EXISTS (SELECT FROM licensing_authorisationstep step
                   WHERE step.authorisation_id = granted.id AND step.state <> 'valid') AS has_steps
    FROM licensing_authorisation granted
    JOIN licensing_authorisationversion version ON version.id = {version}
    JOIN licensing_authorisationline line ON line.version_id = version.id
    JOIN licensing_requestdestination there ON there.version_id = version.request_version_id
    LEFT JOIN licensing_requestline wanted ON wanted.id = line.declared_id
    JOIN licensing_decision decision ON decision.id = granted.decision_id
    JOIN licensing_proposal proposal ON proposal.id = decision.proposal_id
    CROSS JOIN LATERAL (
      {rest}
    ) balance
    WHERE granted.holder_id = declarant.exporter AND {standing}
      AND granted.customs_document_code <> ''
      AND there.country IN (SELECT DISTINCT destination FROM asked) AND there.country <> ALL (version.left_out)
    OFFSET 0
  ) theirs
), best AS (
  SELECT DISTINCT ON (declared.place) declared.place, paper.*,
         (paper.unit = '' OR declared.unit IN ('', paper.unit))
           AND (paper.rest IS NULL OR (paper.rest > 0 AND paper.rest >= declared.amount)) AS is_enough
  FROM declared
  JOIN paper ON paper.holder_id = declared.exporter AND paper.country = declared.destination
  WHERE declared.named IN ('', paper.reference)
    AND declared.day >= paper.valid_from AND (paper.valid_until IS NULL OR declared.day <= paper.valid_until)
    AND CASE WHEN declared.item <> '' AND paper.item NOT IN ('', '/')
             THEN paper.item = declared.item
             ELSE paper.control_entry <> '' AND (paper.control_entry = declared.entry
                                            OR starts_with(declared.entry, paper.control_entry || '.')) END
    AND (NOT paper.has_steps OR 'valid' = COALESCE(
      (SELECT step.state FROM licensing_authorisationstep step
       WHERE step.authorisation_id = paper.id AND step."on" <= declared.day AND step.at <= %(at)s
       ORDER BY step.id DESC LIMIT 1), 'valid'))
  ORDER BY declared.place, is_enough DESC, paper.valid_until, paper.reference, paper.line
)
SELECT declared.place, declared.exporter::text, seat.member_state_id,
       EXISTS (SELECT FROM licensing_generalregistration general
               JOIN licensing_authorisation given ON given.id = general.authorisation_id AND given.status = 'valid'
               WHERE general.exporter_id = declared.exporter),
       CASE WHEN newer THEN of_number.control_entry ELSE of_item.control_entry END,
       CASE WHEN newer THEN of_number.confirmed_at ELSE of_item.confirmed_at END,
       newer OR of_item.id IS NOT NULL,
       required.reference, required.legal_basis, required.destinations,
       best.reference, best.line, best.unit, best.rest, best.is_enough, best.end_users, best.consignees, best.measure
FROM declared
JOIN core_organisation seat ON seat.id = declared.exporter
LEFT JOIN of_item ON of_item.exporter_id = declared.exporter AND of_item.item_key = NULLIF(declared.item, '')
LEFT JOIN of_number ON of_number.exporter_id = declared.exporter
  AND of_number.item_number = NULLIF(declared.number, '')
CROSS JOIN LATERAL (
  SELECT of_number.id IS NOT NULL AND (of_item.id IS NULL OR of_number.confirmed_at > of_item.confirmed_at)
) choice (newer)
LEFT JOIN required ON required.exporter_id = declared.exporter AND required.item_key = NULLIF(declared.item, '')
LEFT JOIN best ON best.place = declared.place
ORDER BY declared.place
"""
_PARTY = """ARRAY(SELECT COALESCE(
                 CASE WHEN row_number() OVER (ORDER BY party.number) = 1
                      THEN version.words -> party.role ->> 'name' END, party.name)
               FROM licensing_requestparty party
               WHERE party.version_id = version.request_version_id AND party.country <> ALL (version.left_out)
                 AND party.role = '{}' ORDER BY party.number)"""
_PARTIES = {f"party_{role}": _PARTY.format(role) for role in ("end_user", "consignee")}
_NOW = {
    **_PARTIES,
    "required": "request.status = 'authorisation_required'",
    "standing": "granted.status NOT IN ('annulled', 'replaced')",
    "version": "granted.version_id",
    "rest": """SELECT granted - moved - used AS rest FROM licensing_linebalance
    WHERE authorisation_id = granted.id AND number = line.number""",
}
_LAST = """(SELECT event.target FROM core_auditevent event
       WHERE event.object_id = {}.id AND event.target <> '' AND event.at <= %(at)s ORDER BY event.id DESC LIMIT 1)"""
# What a receipt is asked about: how cases and authorisations stood at that instant, and what the ledger had taken.
_THEN = {
    **_PARTIES,
    "required": f"{_LAST.format('request')} = 'authorisation_required'",
    "standing": f"""granted.issued_at <= %(at)s
       AND COALESCE({_LAST.format("granted")}, 'valid') NOT IN ('annulled', 'replaced')""",
    "version": """(SELECT earlier.id FROM licensing_authorisationversion earlier
    WHERE earlier.authorisation_id = granted.id AND earlier.created_at <= %(at)s
    ORDER BY earlier.number DESC LIMIT 1)""",
    "rest": """SELECT held.granted
      - COALESCE((SELECT sum(gone.quantity) FROM licensing_movedrest gone
                  WHERE gone.source_id = held.id AND gone.moved_at <= %(at)s), 0)
      - COALESCE((SELECT sum(taken.quantity) FROM licensing_writeoff taken
                  LEFT JOIN licensing_reversal back ON back.write_off_id = taken.id AND back.reversed_at <= %(at)s
                  WHERE taken.balance_id = held.id AND taken.recorded_at <= %(at)s AND back.id IS NULL), 0) AS rest
    FROM licensing_linebalance held
    WHERE held.authorisation_id = granted.id AND held.number = line.number""",
}
FEW = 50  # lines
_CALL = """
SELECT * FROM licensing_screening_facts(
  %(eori)s::text[], %(item)s::text[], %(number)s::text[], %(entry)s::text[], %(destination)s::text[], %(named)s::text[],
  %(amount)s::numeric[], %(unit)s::text[], %(day)s::date[], %(own)s, %(is_customs)s, %(sole)s::uuid, %(at)s)
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """An authorisation of the declarant for this item, destination and day."""

    reference: str
    line: int
    unit: str
    left: Decimal | None  # None: not limited
    is_enough: bool
    parties: Parties  # as the paper names them
    measure: str | None  # by which exemption or derogation it was granted


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one line's declarant."""

    exporter: str  # its key: of a thousand lines nobody makes objects
    member_state: str  # of establishment, as registered
    is_registered: bool = False  # for a general authorisation, today
    classified: str | None = None  # "": no entry of Annex I; None: nobody said
    classified_at: datetime | None = None
    required_by: str | None = None  # the case whose decision made it subject to authorisation
    required_basis: str = ""
    required_for: tuple[str, ...] = ()  # destinations
    paper: Paper | None = None


def facts_of(
    lines: Sequence[Mapping[str, Any]], *, reader: Reader, at: datetime, is_past: bool = False
) -> dict[int, Facts]:
    """By the place of each line whose declarant the reader may ask about; of all others nothing.

    `is_past`: as it stood at `at`, which a receipt names.
    """
    own = access.organisation_ids_of(reader, Permission.FILE)
    is_customs = access.has_seat(reader, Permission.CHECK_SHIPMENTS)
    if not lines or not (own or is_customs):
        return {}
    columns = _columns(lines, local_date(at, BRUSSELS))
    asker: dict[str, Any] = {
        "own": own,
        "is_customs": is_customs,
        "sole": own[0] if len(own) == 1 else None,
        "at": at,
    }
    is_kept = len(lines) <= FEW and not is_past
    with connection.cursor() as cursor:
        cursor.execute(_CALL if is_kept else statement(is_past=is_past), columns | asker)
        return {row[0]: _facts(row) for row in cursor}


def statement(*, is_past: bool = False) -> str:
    """The whole question, with a placeholder for each column of the lines and each fact about who asks."""
    return _STATEMENT.format(**(_THEN if is_past else _NOW))


def _columns(lines: Sequence[Mapping[str, Any]], today: date) -> dict[str, list[Any]]:
    def column(name: str) -> list[Any]:
        return [line.get(name) or "" for line in lines]

    eoris = {each: clean_eori(each) for each in set(column("exporter_eori"))}
    return {
        "eori": [eoris[each] for each in column("exporter_eori")],
        "item": [item_key(line["manufacturer"], line["model"]) if is_item(line) else "" for line in lines],
        "number": column("item_number"),
        "entry": column("control_entry"),
        "destination": column("destination"),
        "named": column("authorisation"),
        "amount": [line.get("quantity") or "0" for line in lines],
        "unit": column("unit"),
        "day": [line.get("accepted_on") or today for line in lines],
    }


def _facts(row: tuple[Any, ...]) -> Facts:
    _place, exporter, state, is_registered, entry, classified_at, is_classified, *rest = row
    case, basis, countries, *paper = rest
    reference, line, unit, rest, is_enough, end_users, consignees, measure = paper
    return Facts(
        exporter=exporter,
        member_state=state or "",
        is_registered=is_registered,
        classified=entry if is_classified else None,
        classified_at=classified_at,
        required_by=case,
        required_basis=basis or "",
        required_for=tuple(countries or ()),
        paper=Paper(
            reference, line, unit, rest, is_enough, Parties(tuple(end_users), tuple(consignees)), measure
        )
        if reference
        else None,
    )
