"""`write_off`: deductions a second over the action, from one line. `authorisation_pdf`: a paper made and sealed."""

from datetime import timedelta
from statistics import median
from time import perf_counter

from exportctl.core import clock
from exportctl.local.bench import Measure, benchmark
from exportctl.local.prove import World
from licensing import papers
from licensing.models import Document
from tests.factories import make_customs
from tests.licensing.granted import BODY, make_authorisation, mrn, write_off

WRITE_OFFS = 300
PAPERS = 5
MOST_SECONDS = 60.0  # a paper is there within a minute of its decision


@benchmark("write_off")
def write_offs(world: World) -> Measure:
    """One after another from one line, each in a transaction of its own."""
    with world.database():
        items = [{**BODY["items"][0], "quantity": str(WRITE_OFFS + 1)}]
        authorisation = make_authorisation(items=items, at=clock.now() - timedelta(days=1))
        customs, at = make_customs(), clock.now()
        write_off(authorisation, by=customs, mrn=mrn(0), at=at)
        began = perf_counter()
        for number in range(1, WRITE_OFFS + 1):
            write_off(authorisation, by=customs, mrn=mrn(number), at=at)
        return Measure(WRITE_OFFS / (perf_counter() - began), "1/s")


@benchmark("authorisation_pdf")
def papers_made(world: World) -> Measure:
    """Rendered and sealed, the first aside: it loads the libraries."""
    with world.demonstration():
        times = []
        for _turn in range(PAPERS + 1):
            authorisation = make_authorisation(at=clock.now() - timedelta(days=1))
            document = Document.objects.get(about=authorisation.version.pk)
            began = perf_counter()
            papers.render(document)
            times.append(perf_counter() - began)
        seconds = median(times[1:])
        return Measure(seconds, "s", seconds / MOST_SECONDS)
