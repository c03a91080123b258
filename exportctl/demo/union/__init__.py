"""The Union at its full size, invented and marked so: what plans and pages cost there is measured, not guessed.

Written by the owner's role, in bulk; nothing of it was done by anybody, so it has no audit trail. People, states and
organisations are those of the demonstration.
"""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings

from controllist.actions.annex import load_annex
from exportctl import env
from exportctl.core.models import Organisation, User
from exportctl.demo.mark import mark
from exportctl.demo.people import settle_people
from exportctl.demo.union.entries import fill_list, without_triggers
from licensing.models import AuthorisationRequest

ENTRIES, CASES, EXPORTERS = (
    50_000,
    2_000_000,
    1_000,
)  # exporters of each state; ten lines to every fourth case
AT_ONCE = 50_000
EARLIER = timedelta(days=2_000)
CASES_SQL = Path(__file__).with_name("cases.sql")
OF_EXPORTERS = ("core_organisation", "licensing_exporter")
OF_CASES = (
    "licensing_authorisationrequest", "licensing_requestversion", "licensing_requestline", "licensing_requestparty",
    "licensing_requestdestination", "licensing_clockstop", "licensing_casesearch", "licensing_proposal",
    "licensing_decision", "licensing_authorisation", "licensing_authorisationversion", "licensing_authorisationline",
    "licensing_linebalance",
)  # fmt: skip
EXPORTERS_SQL = """
INSERT INTO core_organisation (id, kind, name, short_name, member_state_id, language, native_name)
SELECT md5('union exporter ' || place || ' ' || n)::uuid, 'exporter', 'Synthetic ' || n || ' ' || state,
       'Synthetic ' || n || ' ' || state, state, 'en', ''
  FROM unnest(%(states)s::text[]) WITH ORDINALITY AS office (state, place), generate_series(0, %(exporters)s - 1) n;
INSERT INTO licensing_exporter (organisation_id, legal_name, trade_name, eori, other_number, is_approved, address,
       contact)
SELECT md5('union exporter ' || place || ' ' || n)::uuid, 'Synthetic ' || n || ' ' || state, '',
       state || 'SYN' || lpad(n::text, 8, '0'), '', true, 'Am Kanal ' || n, ''
  FROM unnest(%(states)s::text[]) WITH ORDINALITY AS office (state, place), generate_series(0, %(exporters)s - 1) n;
"""


class NotEmpty(Exception):
    """This database holds something, or belongs to an instance that is none to try things in."""


def seed_union(*, scale: float, at: datetime, tell: Callable[[str], Any]) -> None:
    """Fill an instance of its own with `scale` of the Union; raises NotEmpty where anything is there already."""
    require_empty()
    mark(as_of=None)
    settle_people(at=at - EARLIER)
    load_annex()
    entries, cases = round(scale * ENTRIES), round(scale * CASES)
    with closing(psycopg2.connect(env.secret("DATABASE_OWNER_URL"))) as owner:
        tell(f"{entries:,} entries of the list")
        fill_list(owner, entries)
        fill_cases(owner, cases, at=at, exporters=max(round(scale * EXPORTERS), 10), tell=tell)
        owner.autocommit = True
        with owner.cursor() as cursor:
            tell("vacuum, analyze")
            cursor.execute("VACUUM ANALYZE")


def fill_cases(owner: Any, size: int, *, at: datetime, exporters: int, tell: Callable[[str], Any]) -> None:
    """`size` cases of all states, from so many exporters in each; every fourth granted, with ten lines."""
    values = offices() | {"at": at, "exporters": exporters, "to_all": size}
    with owner, owner.cursor() as cursor, without_triggers(cursor, OF_EXPORTERS):
        cursor.execute(EXPORTERS_SQL, values)
    for first in range(1, size + 1, AT_ONCE):
        last = min(first + AT_ONCE - 1, size)
        with owner, owner.cursor() as cursor, without_triggers(cursor, OF_CASES):
            cursor.execute(CASES_SQL.read_text(encoding="utf-8"), values | {"from": first, "to": last})
        tell(f"{last:,} cases of {size:,}")


def require_empty() -> None:
    """Nothing invented ever stands beside anything real."""
    kind = settings.EXPORTCTL_HOME / "kind"
    if settings.HTTPS or (kind.exists() and kind.read_text() == "empty"):
        raise NotEmpty("This is an instance for work, not for trying things. Choose another EXPORTCTL_HOME.")
    if User.objects.exists() or AuthorisationRequest.objects.exists():
        raise NotEmpty("This instance has accounts or cases already. Choose another EXPORTCTL_HOME.")


def offices() -> dict[str, list[Any]]:
    """Of each state that has them, in one order: its authority and two of its officers."""
    people = {user.email: str(user.pk) for user in User.objects.filter(email__endswith="@demo.example")}
    rows = []
    for authority in Organisation.objects.filter(kind="authority").order_by("member_state_id"):
        state = authority.member_state_id or ""
        officers = [people.get(f"{role}.{state.lower()}@demo.example") for role in ("officer", "approver")]
        if all(officers):
            rows.append((state, str(authority.pk), *officers))
    names = ("states", "authorities", "officers", "approvers")
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
