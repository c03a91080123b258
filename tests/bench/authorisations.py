"""`write_off`: deductions a second over the action, from one line. `authorisation_pdf`: a paper made and sealed."""

from datetime import timedelta
from statistics import median
from time import perf_counter, process_time

from exportctl.core import clock
from exportctl.local.bench import Measure, benchmark
from exportctl.local.prove import World
from licensing import papers
from licensing.models import Document
from tests.factories import make_customs
from tests.licensing.granted import BODY, make_authorisation, mrn, write_off

WRITE_OFFS = 300
PAPERS = 5
LEAST_RATE = 500  # deductions a second
MOST_CPU = 150.0  # milliseconds for a paper, its seal included


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
        rate = WRITE_OFFS / (perf_counter() - began)
        return Measure(rate, "1/s", rate / LEAST_RATE)


@benchmark("authorisation_pdf")
def papers_made(world: World) -> Measure:
    """Rendered and sealed, the first aside: it loads the libraries."""
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
