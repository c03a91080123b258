"""`desks`: what an officer's pages cost with a thousand, ten thousand and a hundred thousand cases in one authority."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from statistics import quantiles
from time import perf_counter, process_time
from typing import Any

from exportctl.local.bench import Measure, benchmark
from exportctl.local.prove import World
from exportctl.local.supervisor import say
from exportctl.memory import collect_less

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 40
WARM = 3
EXPORTERS = 200
PAGES = {
    "worklist": "/worklist?view=open",
    "worklist_all": "/worklist?view=all",
    "worklist_filtered": "/worklist?view=all&destination=EG&flags=3&sort=submitted&order=desc",
    "search": "/search?q=gateway+2026",
    "case": "/cases/{case}",
}

SEED = """
INSERT INTO core_organisation (id, kind, name, short_name, member_state_id, language)
SELECT md5('exporter ' || n)::uuid, 'exporter', company, company, 'DE', 'de'
  FROM (SELECT n, 'Company ' || n || ' GmbH' AS company FROM generate_series(1, {exporters}) n) made;

INSERT INTO licensing_exporter (organisation_id, legal_name, trade_name, eori, other_number, is_approved, address,
       contact)
SELECT md5('exporter ' || n)::uuid, 'Company ' || n || ' GmbH', '', 'DE' || lpad(n::text, 12, '0'), '', true,
       'Am Kanal ' || n, ''
  FROM generate_series(1, {exporters}) n;

CREATE TEMP TABLE made AS
SELECT n, md5('request ' || n)::uuid AS id, 'DE-' || (2026 - n / 25000) || '-' || lpad(n::text, 6, '0') AS reference,
       md5('exporter ' || (1 + n * 7919 %% {exporters}))::uuid AS exporter_id,
       -- Four of a hundred are open: an authority works off what comes in.
       CASE WHEN n %% 25 = 0 THEN (ARRAY['submitted', 'under_review', 'under_review', 'information_requested',
                                        'proposed'])[1 + (n / 25) %% 5]
            ELSE (ARRAY['granted', 'granted', 'granted', 'refused', 'no_authorisation_required',
                        'withdrawn'])[1 + n %% 6] END AS status,
       (ARRAY['Mobile location gateway', 'Forensic imaging kit', 'Traffic classifier', 'Face search server',
              'Voice comparison station', 'Passive logger', 'Cell survey receiver'])[1 + n %% 7] || ' ' || n AS item,
       (ARRAY['EG', 'RS', 'KZ', 'TR', 'MY', 'JP', 'AE', 'IN', 'BR', 'MX', 'QA', 'ZA', 'SG'])[1 + n %% 13]
           AS destination,
       (ARRAY['phone_location', 'phone_interception', 'biometric_identification'])[1 + n %% 3] AS function,
       n %% 14 AS flags, %(at)s::timestamptz - n * interval '27 minutes' AS submitted_at
  FROM generate_series(1, {cases}) n;

INSERT INTO licensing_authorisationrequest
       (id, reference, kind, status, legal_basis, exporter_id, authority_id, version_id, red_flag_count,
        submitted_by_id, submitted_at, assigned_to_id, clock_days, due_on, decided_at, closed_because, is_enquiry,
        asks_to_be_urgent, urgent_reason, team, created_at, changed_at)
SELECT id, reference, 'notification', status, 'human_rights', exporter_id, %(authority)s::uuid,
       md5('version ' || n)::uuid, flags, NULL, submitted_at,
       CASE WHEN status IN ('under_review', 'information_requested', 'proposed')
            THEN (%(officers)s::uuid[])[1 + n / 25 %% 2] END,
       30,
       CASE WHEN status IN ('submitted', 'under_review', 'proposed')
            THEN (%(at)s::timestamptz + (n / 25 %% 42 - 4) * interval '1 day')::date END,
       CASE WHEN status IN ('granted', 'refused', 'no_authorisation_required')
            THEN submitted_at + interval '30 days' END,
       '', false, false, '', '', submitted_at, submitted_at
  FROM made;

INSERT INTO licensing_requestversion (id, request_id, number, reason, created_by_id, created_at, body)
SELECT md5('version ' || n)::uuid, id, 1, '', (%(officers)s::uuid[])[1], submitted_at,
       jsonb_build_object('item', jsonb_build_object('name', item, 'manufacturer', 'Maker ' || n %% 300, 'model',
           'M-' || n,
           'description', repeat('Reads, sorts and keeps what passes. ', 20), 'functions', jsonb_build_array(function),
           'cn_code', '85176200'), 'destination', destination, 'end_user', jsonb_build_object('name', 'Office ' || n,
           'address', 'Street ' || n, 'country', destination, 'kind', 'police'), 'end_use', 'Public order.',
           'doubt', repeat('It does more than the buyer says. ', 15), 'red_flags', '{{}}'::jsonb, 'quantity', '1',
           'unit', 'pieces', 'value', '1000.00', 'currency', 'EUR', 'planned_on', '2027-01-01')
  FROM made;

INSERT INTO licensing_requestline (version_id, request_id, authority_id, number, name, manufacturer, model, item_key,
       description, functions, cn_code, control_entry, quantity, unit, value, currency, item_number, origin, cas)
SELECT md5('version ' || n)::uuid, id, %(authority)s::uuid, 1, item, 'Maker ' || n %% 300, 'M-' || n,
       'maker' || n %% 300 || '/m' || n, repeat('Reads, sorts and keeps what passes. ', 20), ARRAY[function],
       '85176200', '', 1, 'pieces', 1000, 'EUR', '', '', ''
  FROM made;

INSERT INTO licensing_requestparty (version_id, request_id, authority_id, role, number, name, name_key,
       match_keys, address, country, kind)
SELECT md5('version ' || n)::uuid, id, %(authority)s::uuid, 'end_user', 1, 'Office ' || n, 'office' || n,
       ARRAY['office', n::text], 'Street ' || n, destination, 'police'
  FROM made;

INSERT INTO licensing_requestdestination (version_id, request_id, authority_id, number, country)
SELECT md5('version ' || n)::uuid, id, %(authority)s::uuid, 1, destination FROM made;

INSERT INTO licensing_clockstop (request_id, cause, from_at)
SELECT id, 'information', submitted_at + interval '1 day' FROM made WHERE status = 'information_requested';

INSERT INTO licensing_casesearch (request_id, authority_id, submitted_at, whole, declared)
SELECT id, %(authority)s::uuid, submitted_at, words, words
  FROM (SELECT *, setweight(to_tsvector('simple', replace(reference, '-', ' ') || ' ' || item), 'A')
                  || to_tsvector('simple', 'Office ' || n || ' Street ' || n || ' reads and keeps what passes') AS words
          FROM made) worded;

INSERT INTO licensing_tag (id, authority_id, label, created_by_id, created_at)
SELECT md5('tag ' || n)::uuid, %(authority)s::uuid, 'tag ' || n, (%(officers)s::uuid[])[1], %(at)s::timestamptz
  FROM generate_series(1, 12) n;
INSERT INTO licensing_requesttag (request_id, tag_id, tagged_by_id, tagged_at)
SELECT id, md5('tag ' || 1 + n %% 12)::uuid, (%(officers)s::uuid[])[1], submitted_at FROM made WHERE n %% 5 = 0;
DROP TABLE made;
"""


@dataclass(frozen=True)
class Cost:
    p50: float  # ms of the wall
    p99: float
    cpu: float  # ms of the web process, p50
    queries: int


@benchmark("desks")
def desks(world: World) -> Measure:
    """Prints a line a page and size; its value is how much the worklist grows from 1k to 100k."""
    found = measured(world)
    sys.stdout.writelines(f"  {line}\n" for name, of in found.items() for line in _lines(name, of))
    worklist = found["worklist"]
    return Measure(worklist[SIZES[-1]].p50, "ms", worklist[SIZES[-1]].p50 / worklist[SIZES[0]].p50)


def _lines(name: str, of: dict[int, Cost]) -> Iterator[str]:
    for size, cost in of.items():
        times = f"p50 {cost.p50:.1f} ms, p99 {cost.p99:.1f} ms, cpu {cost.cpu:.1f} ms"
        yield f"{name}_{size // 1000}k {times}, {cost.queries} queries"
    small = of[SIZES[0]].p50
    grown = (f"{size // 1000}k/1k x{of[size].p50 / small:.2f}" for size in SIZES[1:])
    yield f"{name} growth {', '.join(grown)}"


def _single(name: str, page: str, size: int) -> None:
    def one(world: World) -> Measure:
        of = measured(world)[page]
        return Measure(of[size].p50, "ms", of[size].p50 / of[SIZES[0]].p50)

    benchmark(name)(one)


for number in (SIZES[0], SIZES[-1]):
    _single(f"worklist_{number // 1000}k", "worklist", number)
    _single(f"case_{number // 1000}k", "case", number)


@cache
def measured(world: World) -> dict[str, dict[int, Cost]]:
    """Every page at every size, each size in a database of its own; memory is collected as a web worker collects it."""
    collect_less()
    found: dict[str, dict[int, Cost]] = {name: {} for name in PAGES}
    for size in SIZES:
        with world.database() as clone:
            say(f"Seeding {size:,} cases …")
            officer, case = seed(clone, size)
            with as_officer(officer) as get:
                for name, path in PAGES.items():
                    found[name][size] = cost_of(get, path.format(case=case))
    return found


def seed(clone: Any, size: int) -> tuple[Any, str]:
    """One authority's cases, written as the owner; returns an officer and the reference of an open case."""
    from exportctl.core import clock
    from licensing.models import AuthorisationRequest
    from tests import factories

    officers = [factories.make_officer("DE"), factories.make_officer("DE")]
    authority = factories.organisation("authority", "DE")
    given = {
        "at": clock.now(),
        "authority": str(authority.pk),
        "officers": [str(each.pk) for each in officers],
    }
    connection = clone.connect("exportctl_owner")
    with connection, connection.cursor() as cursor:
        # The rows' acts are not what is measured: nobody asks for their trail.
        cursor.execute("ALTER TABLE licensing_authorisationrequest DISABLE TRIGGER USER")
        cursor.execute(SEED.format(cases=size, exporters=EXPORTERS), given)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE licensing_authorisationrequest ENABLE TRIGGER USER")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connection.close()
    mine = AuthorisationRequest.objects.filter(assigned_to=officers[0], status="under_review")
    return officers[0], str(mine.order_by("-submitted_at")[0].reference)


@contextmanager
def as_officer(officer: Any) -> Iterator[Callable[[str], Any]]:
    """Django's whole stack without the network: middleware, session, templates."""
    from django.test import Client

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(officer, "allauth.account.auth_backends.AuthenticationBackend")
    yield lambda path: browser.get(path)


def cost_of(get: Callable[[str], Any], path: str) -> Cost:
    from django.db import connection

    for _round in range(WARM):
        assert (answer := get(path)).status_code == 200, f"{path}: {answer.status_code}"
    asked = []
    with connection.execute_wrapper(lambda run, sql, *given: (asked.append(sql), run(sql, *given))[1]):
        get(path)
    wall, cpu = [], []
    for _round in range(ROUNDS):
        start, busy = perf_counter(), process_time()
        get(path)
        wall.append(1000 * (perf_counter() - start))
        cpu.append(1000 * (process_time() - busy))
    percentiles = quantiles(wall, n=100)
    return Cost(percentiles[49], percentiles[98], quantiles(cpu, n=100)[49], len(asked))
