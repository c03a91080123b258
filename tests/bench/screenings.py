"""Screening by REST, and a million lines in bulk: beside what bare Django does on the same server in the same run."""

import resource
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from time import perf_counter

import orjson

from exportctl.core import clock
from exportctl.local.bench import Measure, benchmark
from exportctl.local.cluster import Clone
from exportctl.local.prove import World
from licensing.actions.screening_jobs import screen_part, start_job
from tests.bench.load import Load, limits, load
from tests.controllist.listing import make_entry
from tests.factories import DAY, make_customs, make_exporter, make_key
from tests.licensing.granted import make_authorisation

ENTRIES, AUTHORISATIONS = 20, 10
SECONDS = 5.0
LINES = 1000
BULK = 1_000_000
MAKERS = ("Ferrum", "Lignum", "Kestrel Data AB", "Northgate Systems Inc.", "Textilia GmbH", "Agrar Nord")


def line(number: int, *, eori: str = "") -> dict[str, str]:
    """One of a declaration: most are ordinary goods, some are classified, a few are listed."""
    common = {"id": str(number), "destination": ("IN", "AE", "BR", "CH")[number % 4], "quantity": "1"}
    if eori:
        common["exporter_eori"] = eori
    if number % 50 == 0:
        return {**common, "manufacturer": "Vexor Labs", "model": f"VX-{number % 1000}"}
    if number % 5 == 0:
        item = {
            "manufacturer": "Aquila Systems",
            "model": "AQ-10",
            "control_entry": "5A002.a",
            "unit": "pieces",
        }
        return {**common, **item}
    return {
        **common,
        "manufacturer": MAKERS[number % 6],
        "model": f"M-{number % 4000}",
        "name": "Machine part",
    }


def furnish(world: World) -> tuple[str, list[str]]:
    """Entries, authorisations of two exporters, and a key of customs; their EORIs."""
    at = clock.now() - DAY
    for number in range(ENTRIES):
        make_entry(manufacturer="Vexor Labs", models=[f"VX-{50 * number}"], name=f"Unit {number}", at=at)
    exporters = [make_exporter("DE"), make_exporter("FR", name="Boréale SAS")]
    for number in range(AUTHORISATIONS):
        make_authorisation(exporters[number % 2], at=at)
    return make_key(make_customs()), [exporter.eori for exporter in exporters]


def bodies(eoris: list[str], *, lines: int, several: int) -> list[bytes]:
    return [
        orjson.dumps({"lines": [line(n, eori=eoris[n % 2] if eoris else "") for n in range(b, b + lines)]})
        for b in range(0, several * lines, lines)
    ]


def measured(world: World, clone: Clone, path: str, sent: list[bytes], key: str, clients: int) -> Load:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    with world.site(clone) as site:
        return load(f"{site.url}{path}", sent, clients=clients, seconds=SECONDS, headers=headers)


def limit(clone: Clone, path: str, sent: list[bytes], clients: int) -> Load:
    with limits(clone) as url:
        headers = {"Content-Type": "application/json"}
        return load(f"{url}/{path}", sent, clients=clients, seconds=SECONDS, headers=headers)


@benchmark("screening_single")
def screening_single(world: World) -> list[Measure]:
    """One line a call with a key, audit included; to a view with one query of the ORM. At least 0.4, p99 of 20 ms."""
    with world.database() as clone:
        key, eoris = furnish(world)
        sent = bodies(eoris, lines=1, several=400)
        ours = measured(world, clone, "/api/v1/screenings", sent, key, 8)
        best, join = limit(clone, "one-query", sent, 8), limit(clone, "join", sent, 8)
    return [
        Measure(ours.rate, "1/s", ours.rate / best.rate),
        Measure(ours.rate, "of_one_join", ours.rate / join.rate),
        Measure(ours.p99, "ms_p99", ours.p99 / 20),
    ]


@benchmark("screening_batch_1000")
def screening_batch(world: World) -> list[Measure]:
    """A thousand lines a call with a key; to one bare statement. At least 25,000 lines a second, p99 of 250 ms."""
    with world.database() as clone:
        key, eoris = furnish(world)
        sent = bodies(eoris, lines=LINES, several=8)
        ours = measured(world, clone, "/api/v1/screenings", sent, key, 4)
        best = limit(clone, "join", sent, 4)
    return [
        Measure(LINES * ours.rate, "lines/s", ours.rate / best.rate),
        Measure(ours.p99, "ms_p99", ours.p99 / 250),
    ]


@benchmark("screening_list_only_1000")
def screening_list_only(world: World) -> list[Measure]:
    """A thousand lines a call without a key; to a dictionary in memory. At least 150,000 lines a second."""
    with world.database() as clone:
        furnish(world)
        sent = bodies([], lines=LINES, several=8)
        ours = measured(world, clone, "/api/v1/screenings", sent, "", 4)
        best = limit(clone, "snapshot", sent, 4)
    return [
        Measure(LINES * ours.rate, "lines/s", ours.rate / best.rate),
        Measure(ours.p99, "ms_p99"),
    ]


@benchmark("screening_bulk_million")
def screening_bulk(world: World) -> list[Measure]:
    """A million lines of NDJSON through one worker: twice as fast with two. At most 60 s on two cores, under 500 MB."""
    with world.database():
        furnish(world)
        customs, at = make_customs(), clock.now()
        with SpooledTemporaryFile(max_size=1024**2) as file:
            for each in _bulk():
                file.write(each)
            file.seek(0)
            began = perf_counter()
            job = start_job(
                source=file, kind="ndjson", name="", language="en", is_wanted=True, actor=customs, at=at
            )
        stored = perf_counter() - began
        parts, began = 0, perf_counter()
        while perf_counter() - began < 20 and screen_part(job_id=job.pk, at=at):
            parts += 1
        seconds = (perf_counter() - began) / parts * (BULK / LINES)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Measure(stored, "s_to_hand_over"),
        Measure(stored + seconds / 2, "s_with_two_workers", (stored + seconds / 2) / 60),
        Measure(memory, "MB", memory / 500),
    ]


def _bulk() -> Iterator[bytes]:
    for number in range(BULK):
        yield orjson.dumps(line(number)) + b"\n"
