"""Which authorisation lets a line go: asked of those lines alone for which anything asks for one.

Of few lines, as of `screening_facts`, asked of a function that keeps its plan: `licensing_screening_papers`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.prepared import prepared
from licensing.queries.screening_facts import FEW, LAST, Lines, item_of
from licensing.rules.authorisations import GENERAL, State
from licensing.rules.granted_parties import Parties
from licensing.rules.write_offs import Period

# OFFSET 0: of each declarant by itself, as in `screening_facts`.
_PAPERS = """
WITH declared AS MATERIALIZED (
  SELECT place, exporter, item, entry, destination, named, amount, unit, day
  FROM unnest(%(place)s::int[], %(exporter)s::uuid[], %(item)s::text[], %(entry)s::text[], %(destination)s::text[],
              %(named)s::text[], %(amount)s::numeric[], %(unit)s::text[], %(day)s::date[])
    AS line (place, exporter, item, entry, destination, named, amount, unit, day)
), declarant AS MATERIALIZED (
  SELECT DISTINCT exporter FROM declared
), paper AS MATERIALIZED (
  SELECT theirs.* FROM declarant CROSS JOIN LATERAL (
    SELECT granted.id, granted.holder_id, granted.reference, there.country, version.valid_from, version.valid_until,
           line.number AS line, line.unit, line.control_entry, COALESCE(wanted.item_key, '') AS item, balance.rest,
           granted.decision_id, version.request_version_id, version.words, version.left_out,
           EXISTS (SELECT FROM licensing_authorisationstep step
                   WHERE step.authorisation_id = granted.id AND step.state <> 'valid') AS has_steps
    FROM licensing_authorisation granted
    JOIN licensing_authorisationversion version ON version.id = {version}
    JOIN licensing_authorisationline line ON line.version_id = version.id
    JOIN licensing_requestdestination there ON there.version_id = version.request_version_id
    LEFT JOIN licensing_requestline wanted ON wanted.id = line.declared_id
    CROSS JOIN LATERAL (
      {rest}
    ) balance
    WHERE granted.holder_id = declarant.exporter AND {standing}
      AND granted.customs_document_code <> '' AND granted.decision_id IS NOT NULL
      AND there.country IN (SELECT DISTINCT destination FROM declared) AND there.country <> ALL (version.left_out)
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
SELECT best.place, best.reference, best.line, best.unit, best.rest, best.is_enough,
       {party_end_user}, {party_consignee}, proposal.measure ->> 'number'
FROM best
JOIN licensing_decision decision ON decision.id = best.decision_id
JOIN licensing_proposal proposal ON proposal.id = decision.proposal_id
"""
# A party is left out with its country; an amended name is that of the first who is left.
_PARTY = """ARRAY(SELECT COALESCE(CASE WHEN row_number() OVER (ORDER BY party.number) = 1
                                  THEN best.words -> party.role ->> 'name' END, party.name)
             FROM licensing_requestparty party
             WHERE party.version_id = best.request_version_id AND party.country <> ALL (best.left_out)
               AND party.role = '{}'{} ORDER BY party.number)"""
# A global one that names destinations is open to any end user where it names none (`Parties.open_in`).
_WHERE_NAMED = """
               AND ((SELECT asked.body -> 'destinations' FROM licensing_requestversion asked
                     WHERE asked.id = best.request_version_id) IS NULL
                    OR EXISTS (SELECT FROM licensing_requestparty there
                               WHERE there.version_id = best.request_version_id AND there.role = 'end_user'
                                 AND there.country = best.country))"""
_PARTIES = {
    "party_end_user": _PARTY.format("end_user", _WHERE_NAMED),
    "party_consignee": _PARTY.format("consignee", ""),
}
_NOW = {
    **_PARTIES,
    "standing": "granted.status NOT IN ('annulled', 'replaced')",
    "version": "granted.version_id",
    "rest": """SELECT granted - moved - used AS rest FROM licensing_linebalance
    WHERE authorisation_id = granted.id AND number = line.number""",
}
# What a receipt is asked about: how authorisations stood at that instant, and what the ledger had taken.
_THEN = {
    **_PARTIES,
    "standing": f"""granted.issued_at <= %(at)s
       AND COALESCE({LAST.format("granted")}, 'valid') NOT IN ('annulled', 'replaced')""",
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
# Of a number that a line names and that does not let it go: what it was on that day, and what else is not so.
_NAMED = f"""
SELECT asked.place, granted.reference, asked.day, version.valid_from, version.valid_until,
       CASE WHEN {LAST.format("granted")} IN ('annulled', 'replaced') THEN {LAST.format("granted")}
            ELSE COALESCE((SELECT step.state FROM licensing_authorisationstep step
                           WHERE step.authorisation_id = granted.id AND step."on" <= asked.day AND step.at <= %(at)s
                           ORDER BY step.id DESC LIMIT 1), 'valid') END,
       ARRAY(SELECT next.reference::text FROM licensing_authorisation next
             WHERE next.predecessor_id = granted.id AND next.issued_at <= %(at)s ORDER BY next.reference),
       ARRAY(SELECT there.country::text FROM licensing_requestdestination there
             WHERE there.version_id = version.request_version_id AND there.country <> ALL (version.left_out)
             ORDER BY there.number),
       granted.customs_document_code <> '', granted.kind
FROM unnest(%(place)s::int[], %(exporter)s::uuid[], %(named)s::text[], %(day)s::date[])
  AS asked (place, exporter, named, day)
JOIN licensing_authorisation granted
  ON granted.reference = asked.named AND granted.holder_id = asked.exporter AND granted.issued_at <= %(at)s
JOIN licensing_authorisationversion version ON version.id = {_THEN["version"]}
"""
_CALL = """
SELECT * FROM licensing_screening_papers(%s::int[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[],
                                         %s::numeric[], %s::text[], %s::date[], %s::timestamptz)
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
class NamedPaper:
    """An authorisation of the declarant that a line names, as it was on the line's day."""

    reference: str
    day: date
    period: Period
    status: str
    successors: Sequence[str]
    destinations: Sequence[str]
    has_code: bool  # for a customs declaration
    is_general: bool  # so that coverage says what it covers

    @property
    def invalid_as(self) -> str:
        """Why nothing of that day is covered: a status, `expired`, `not_yet`; "" where that is not the reason."""
        if self.status != State.VALID:
            return self.status
        if self.period.last and self.day > self.period.last:
            return "expired"
        return "not_yet" if self.day < self.period.first else ""


def papers_of(
    lines: Lines, declarants: Mapping[int, UUID], *, at: datetime, is_past: bool = False
) -> dict[int, Paper]:
    """By the place of each line in `declarants` (its declarant, by place), as far as there is one.

    `is_past`: as it stood at `at`, which a receipt names.
    """
    if not declarants:
        return {}
    asked: dict[str, Any] = {
        "place": list(declarants),
        "exporter": list(declarants.values()),
        **_columns([lines[place] for place in declarants], at),
        "at": at,
    }
    with connection.cursor() as cursor:
        if len(declarants) <= FEW and not is_past:
            cursor.execute(prepared(_CALL, connection), list(asked.values()))
        else:
            cursor.execute(papers_statement(is_past=is_past), asked)
        return {place: _paper(*columns) for place, *columns in cursor}


def named_papers(
    lines: Lines, declarants: Mapping[int, UUID], papers: Mapping[int, Paper], *, at: datetime
) -> dict[int, NamedPaper]:
    """What the lines name that no paper lets go, by place: one statement, and none where nothing is named in vain.

    As it stood at `at`, which is now or what a receipt names.
    """
    places = [place for place in declarants if lines[place].get("authorisation") and place not in papers]
    if not places:
        return {}
    columns = _columns([lines[place] for place in places], at)
    asked: dict[str, Any] = {
        "place": places,
        "exporter": [declarants[place] for place in places],
        "named": columns["named"],
        "day": columns["day"],
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, asked)
        rows = cursor.fetchall()
    return {place: _named_paper(*columns) for place, *columns in rows}


def papers_statement(*, is_past: bool = False) -> str:
    """The whole question, with a placeholder for each column of the lines."""
    return _PAPERS.format(**(_THEN if is_past else _NOW))


def _columns(lines: Lines, at: datetime) -> dict[str, list[Any]]:
    def column(name: str) -> list[Any]:
        return [line.get(name) or "" for line in lines]

    today = local_date(at, BRUSSELS)
    return {
        "item": [item_of(line) for line in lines],
        "entry": column("control_entry"),
        "destination": column("destination"),
        "named": column("authorisation"),
        "amount": [line.get("quantity") or "0" for line in lines],
        "unit": column("unit"),
        "day": [line.get("accepted_on") or today for line in lines],
    }


def _paper(
    reference: str,
    line: int,
    unit: str,
    left: Decimal | None,
    is_enough: bool,
    end_users: list[str],
    consignees: list[str],
    measure: str | None,
) -> Paper:
    parties = Parties(tuple(end_users), tuple(consignees))
    return Paper(reference, line, unit, left, is_enough, parties, measure)


def _named_paper(
    reference: str,
    day: date,
    first: date,
    last: date | None,
    status: str,
    successors: list[str],
    destinations: list[str],
    has_code: bool,
    kind: str,
) -> NamedPaper:
    period = Period(first, last)
    return NamedPaper(
        reference, day, period, status, successors, destinations, has_code, is_general=kind == GENERAL
    )
