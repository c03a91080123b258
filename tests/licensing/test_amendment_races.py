"""A correction and an approval at once: both wait for the case, one wins and the other is told in words."""

import pytest

from exportctl.core.errors import StaleState, WrongStatus
from licensing.actions import amendments
from licensing.actions.decisions import approve_proposal
from licensing.models import AuthorisationRequest
from tests import factories
from tests.database import in_thread, wait_for_waiter
from tests.factories import AT, DAY

pytestmark = pytest.mark.race
PATIENCE = 60
REQUEST = "SELECT 1 FROM licensing_authorisationrequest WHERE id = %s FOR UPDATE"


@pytest.mark.parametrize("first", ["correction", "approval"])
def test_a_correction_and_an_approval_leave_one_story(cloned_database, second_connection, first):
    proposal = factories.make_proposal(outcome="grant", grounds="")
    request, at = proposal.request, AT + 3 * DAY
    acts = {
        "correction": lambda: amendments.amend(
            request_id=request.pk, body={"quantity": "3"}, reason="x", actor=request.submitted_by, at=at
        ),
        "approval": lambda: approve_proposal(
            request_id=request.pk,
            proposal_id=proposal.pk,
            content_hash=proposal.content_hash,
            actor=colleague,
            at=at,
        ),
    }
    colleague = factories.make_officer()
    holder = second_connection()
    holder.cursor().execute(REQUEST, [str(request.pk)])
    (other,) = acts.keys() - {first}

    quick = in_thread(acts[first])
    wait_for_waiter(cloned_database)
    slow = in_thread(acts[other])
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    assert quick.exception(PATIENCE) is None
    told = slow.exception(PATIENCE)
    found = AuthorisationRequest.objects.select_related("version").get(pk=request.pk)
    if first == "approval":
        assert isinstance(told, WrongStatus)
        assert (found.status, found.version.number) == ("granted", 1)
    else:
        assert isinstance(told, StaleState)
        assert (found.status, found.version.number) == ("under_review", 2)
