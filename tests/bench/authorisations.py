"""`write_off`: deductions a second over the action. `authorisation_pdf`: a paper made and sealed."""

from datetime import datetime, timedelta
from itertools import count
from multiprocessing import get_context
from os import getpid
from statistics import median
from time import perf_counter, process_time

from django.db import connections

from exportctl.core import clock
from exportctl.core.models import User
from exportctl.local.bench import Measure, benchmark
from exportctl.local.prove import World
from exportctl.memory import collect_less
from licensing import papers
from licensing.models import Authorisation, Document
from tests.factories import DAY, make_customs
from tests.licensing.granted import BODY, make_authorisation, mrn, write_off

OFFICES, SECONDS, WARM_UP = 4, 5.0, 20
PAPERS = 5
LEAST_RATE = 500  # deductions a second
MOST_CPU = 150.0  # milliseconds for a paper, its seal included


@benchmark("write_off")
def write_offs(world: World) -> list[Measure]:
    """Each in a transaction of its own: of several offices at once, and of one alone from one line."""
    with world.database():
        items = [{**BODY["items"][0], "quantity": "1000000"}]
        granted = [make_authorisation(items=items, at=clock.now() - DAY) for _office in range(OFFICES)]
        customs, at = make_customs(), clock.now()
        connections.close_all()  # a process of its own for each, with a connection of its own
        with get_context("fork").Pool(OFFICES) as offices:
            alone = offices.apply(_deductions, (granted[0], customs, at))
            at_once = offices.starmap(_deductions, [(each, customs, at) for each in granted], chunksize=1)
    together = sum(at_once)
    return [Measure(together, "1/s", together / LEAST_RATE), Measure(alone, "1/s_of_one_line")]


def _deductions(authorisation: Authorisation, customs: User, at: datetime) -> float:
    """How many a second."""
    numbers = map(mrn, count(1 + getpid() * 100_000))
    for _turn in range(WARM_UP):
        write_off(authorisation, by=customs, mrn=next(numbers), at=at)
    done, began = 0, perf_counter()
    while perf_counter() - began < SECONDS:
        write_off(authorisation, by=customs, mrn=next(numbers), at=at)
        done += 1
    return done / (perf_counter() - began)


@benchmark("authorisation_pdf")
def papers_made(world: World) -> Measure:
    """Rendered and sealed, the first aside: it loads the libraries. Memory is collected as a worker collects it."""
    collect_less()
    with world.demonstration():
        times = []
        for _turn in range(PAPERS + 1):
            authorisation = make_authorisation(at=clock.now() - timedelta(days=1))
            document = Document.objects.get(about=authorisation.version.pk)
            began = process_time()
            papers.render(document)
            times.append(1000 * (process_time() - began))
        cpu = median(times[1:])
        return Measure(cpu, "ms_cpu", cpu / MOST_CPU)
