"""`submit`: what sending a request of three items takes. `decide`: the approval of a grant, with all that follows.

Letters, receipts and papers are owed in the same transaction and made by the worker: their time is no part of it.
"""

from datetime import datetime, timedelta
from statistics import median
from time import perf_counter

from exportctl.core import clock
from exportctl.core.models import User
from exportctl.local.bench import Measure, benchmark
from exportctl.local.prove import World
from licensing.actions.decisions import approve_proposal
from licensing.actions.request_drafts import submit_request_draft
from licensing.models import Exporter
from tests.factories import HOUR, make_exporter, make_filer, make_officer, make_proposal
from tests.requesting import INDIVIDUAL, make_request_draft, make_taken_individual

ROUNDS = 30
WARM = 3
MOST_MS = 100.0  # a person waits for the answer


@benchmark("submit")
def submit(world: World) -> Measure:
    """One after another, each a request of its own, of one exporter."""
    with world.database():
        exporter = make_exporter()
        filer, times = make_filer(exporter), []
        items = [*INDIVIDUAL["items"], {**INDIVIDUAL["items"][0], "model": "NX-100"}]
        at = clock.now()
        for _turn in range(ROUNDS + WARM):
            draft = make_request_draft(exporter, by=filer, at=at - HOUR, items=items)
            began = perf_counter()
            submit_request_draft(draft_id=draft.pk, actor=filer, at=at)
            times.append(1000 * (perf_counter() - began))
        return _measure(times)


@benchmark("decide")
def decide(world: World) -> Measure:
    """A grant: decision, authorisation, what is owed to exporter and authority."""
    with world.database():
        exporter, approver, at = make_exporter(), make_officer(), clock.now()
        times = [_decided(exporter, approver, at) for _turn in range(ROUNDS + WARM)]
        return _measure(times)


def _decided(exporter: Exporter, approver: User, at: datetime) -> float:
    request = make_taken_individual(exporter=exporter, at=at - timedelta(days=1))
    proposal = make_proposal(
        request, legal_basis="annex_i", outcome="grant", grounds="Nothing stands against it.", at=at - HOUR
    )
    began = perf_counter()
    approve_proposal(
        request_id=request.pk,
        proposal_id=proposal.pk,
        content_hash=proposal.content_hash,
        actor=approver,
        at=at,
    )
    return 1000 * (perf_counter() - began)


def _measure(times: list[float]) -> Measure:
    middle = median(times[WARM:])
    return Measure(middle, "ms", middle / MOST_MS)
