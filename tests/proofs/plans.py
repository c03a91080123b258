"""At the size of the Union no hot question reads a large table from end to end: the plan of each statement is asked."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from exportctl.local.prove import Finding, World, proof
from tests.database import pointed_at
from tests.factories import machine
from tests.licensing.granted import mrn, write_off_body

QUICK, FULL = 1, 10  # hundredths of the Union
LARGE = 5_000  # rows: what is smaller may be read whole
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ASKED = re.compile(r"\s*(SELECT|WITH|UPDATE|DELETE)\b", re.I)
FEW = 0.1  # of a table
WHOLE = ("Seq Scan", "Parallel Seq Scan")


class Plans:
    """The plans of all statements inside `of`: which large tables are read whole, and for what."""

    def __init__(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, reltuples::bigint FROM pg_class WHERE relkind IN ('r', 'p', 'm') AND reltuples > %s",
                [LARGE],
            )
            self.large = dict(cursor.fetchall())
        self.statements = 0
        self.whole: dict[str, str] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        from django.db import connection

        def explain(run: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
            if not many and ASKED.match(sql):
                with context["connection"].connection.cursor() as cursor:
                    cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
                    plan = cursor.fetchone()[0]
                self.statements += 1
                for table in read_whole(plan if isinstance(plan, list) else json.loads(plan)):
                    if table in self.large:
                        self.whole[f"{name} reads {table} ({self.large[table]:,} rows) whole"] = sql
            return run(sql, parameters, many, context)

        with connection.execute_wrapper(explain):
            yield


def read_whole(plan: Any, share: float = 1.0) -> Iterator[str]:
    """The tables that a plan reads from end to end; `share` of its rows is what a LIMIT above lets it read.

    Sixty cases of any likeness are soon together: such a scan ends long before the table does.
    """
    if isinstance(plan, list):
        for each in plan:
            yield from read_whole(each, share)
        return
    if not isinstance(plan, dict):
        return
    if plan.get("Node Type") in WHOLE and share > FEW:
        yield plan["Relation Name"]
    if plan.get("Node Type") == "Limit":
        below = next(each for each in plan["Plans"] if each.get("Parent Relationship") != "InitPlan")
        share *= plan["Total Cost"] / max(below["Total Cost"], plan["Total Cost"], 0.01)
    for each in plan.values():
        yield from read_whole(each, share)


@proof("plans")
def no_hot_question_reads_a_large_table_whole(world: World) -> Finding:
    world.cluster.collect_static_files()
    with world.cluster.cloned() as clone:
        clone.manage("seed_union", "--scale", str(world.size(QUICK, FULL) / 100), "--skip-checks")
        with pointed_at(clone):
            plans = Plans()
            for name, call in hot().items():
                call()  # what a process reads once is read
                with plans.of(name):
                    answer = call()
                assert answer.status_code in (200, 201), (
                    f"{name}: {answer.status_code} {answer.content[:300]}"
                )
    assert not plans.whole, "; ".join(plans.whole) + "".join(f"\n{sql}" for sql in plans.whole.values())
    return Finding(
        plans.statements, f"statements with {', '.join(sizes(plans))}: none reads one of them whole"
    )


def sizes(plans: Plans) -> list[str]:
    names = {
        "licensing_authorisationrequest": "cases",
        "licensing_authorisationline": "authorisation lines",
        "controllist_searchword": "words of the list",
    }
    return [f"{plans.large[table]:,} {name}" for table, name in names.items() if table in plans.large]


def hot() -> dict[str, Any]:
    """What is asked most, by the name that a shortfall is told under."""
    from django.test import Client

    from exportctl.core.models import User
    from licensing.models import Authorisation, AuthorisationRequest

    officer = Client(SERVER_NAME="localhost")
    officer.force_login(User.objects.get(email="officer.de@demo.example"), BACKEND)
    customs_officer = User.objects.get(email="customs.fr@demo.example")
    customs, desk = machine(customs_officer), Client(SERVER_NAME="localhost")
    desk.force_login(customs_officer, BACKEND)
    customs.defaults["SERVER_NAME"] = "localhost"
    cases = AuthorisationRequest.objects.filter(authority__member_state="DE").order_by("submitted_at")
    open_, granted = cases.filter(status="under_review")[0], cases.filter(status="granted")[0]
    papers = Authorisation.objects.select_related("holder").order_by("reference")[:20]
    paper = papers[0]
    lines = [
        {
            "id": str(number),
            "exporter_eori": papers[number % len(papers)].holder.eori,
            "name": "Machine part",
            "manufacturer": f"Maker {number % 300}",
            "model": f"M-{number}-1",
            "control_entry": "5A001.f",
            "destination": "EG",
            "quantity": "1",
            "unit": "pieces",
        }
        for number in range(1000)
    ]
    numbers = iter(range(1, 100))

    def write_off() -> Any:
        body = write_off_body(mrn=mrn(next(numbers)), line=1)
        address = f"/api/v1/authorisations/{paper.reference}/write-offs"
        return customs.post(address, body, headers={"Idempotency-Key": str(uuid4())})

    pages = {
        "the worklist": "/worklist?view=open",
        "the worklist of all": "/worklist?view=all",
        "the filtered worklist": "/worklist?view=all&destination=EG&flags=3&sort=submitted&order=desc",
        "the search": "/search?q=gateway+2026",
        "an open case": f"/cases/{open_.reference}",
        "a granted case": f"/cases/{granted.reference}",
        "the list": "/list",
        "the list’s search": "/list?q=mobile+location+gateway",
        "the list’s search with a slip": "/list?q=gattway+mobyle",
        "the list’s suggestions": "/list/suggestions?q=mob",
    }
    return {
        **{name: lambda path=path: officer.get(path) for name, path in pages.items()},
        "customs’ look-up": lambda: customs.get(f"/api/v1/authorisations/{paper.reference}"),
        "customs’ page of a paper": lambda: desk.get(f"/authorisations/{paper.reference}"),
        "a screening": lambda: customs.post("/api/v1/screenings", {"lines": lines[:1]}),
        "a screening of ten lines": lambda: customs.post("/api/v1/screenings", {"lines": lines[:10]}),
        "a thousand screenings": lambda: customs.post("/api/v1/screenings", {"lines": lines}),
        "a write-off": write_off,
    }
