import pytest

from exportctl.core.actions.seats import remove_seat
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import AuditEvent, Seat
from licensing.actions.assignments import MOST, assign_requests
from licensing.actions.tags import tag_requests, untag_requests
from licensing.models import RequestTag, Tag
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db
LATER = AT + 3 * DAY


def assign(*requests, to, by, at=LATER):
    return assign_requests(request_ids=[each.pk for each in requests], assignee=to, actor=by, at=at)


def test_cases_go_to_a_colleague_in_one_go_and_the_trail_says_from_whom_to_whom():
    officer, colleague = factories.make_officer(), factories.make_officer()
    one, two = factories.make_taken_request(officer), factories.make_taken_request(officer)

    bulk = assign(one, two, to=colleague, by=officer)

    assert sorted(bulk.done) == sorted([one.reference, two.reference])
    for request in (one, two):
        request.refresh_from_db()
        event = AuditEvent.objects.about(request).filter(event="assign").get()
        assert request.assigned_to == colleague
        assert (request.status, event.source, event.target) == ("under_review",) * 3
        assert event.facts == {"before": str(officer.pk), "after": str(colleague.pk)}


def test_a_new_case_given_to_oneself_is_taken():
    officer = factories.make_officer()
    request = factories.make_submitted_request()

    assign(request, to=officer, by=officer)

    request.refresh_from_db()
    assert (request.status, request.assigned_to) == ("under_review", officer)
    assert AuditEvent.objects.about(request).filter(event="take").exists()


def test_a_new_case_given_to_a_colleague_waits_for_them_to_take_it():
    officer, colleague = factories.make_officer(), factories.make_officer()
    request = factories.make_submitted_request()

    assign(request, to=colleague, by=officer)

    request.refresh_from_db()
    assert (request.status, request.assigned_to) == ("submitted", colleague)


def test_what_cannot_be_done_is_said_by_reference_and_the_rest_is_done():
    officer, colleague = factories.make_officer(), factories.make_officer()
    open_one = factories.make_taken_request(officer)
    decided = factories.make_procedure().request

    bulk = assign(open_one, decided, to=colleague, by=officer)

    assert bulk.done == [open_one.reference]
    ((reference, why),) = bulk.refused
    assert reference == decided.reference
    assert "decided" in str(why)


def test_a_case_with_a_waiting_proposal_is_not_left_to_nobody():
    officer = factories.make_officer()
    request = factories.make_taken_request(officer)
    factories.make_proposal(request)

    bulk = assign(request, to=None, by=officer)

    assert bulk.done == []
    assert "proposed" in str(bulk.refused[0][1])


def test_giving_it_to_whom_it_belongs_leaves_no_trace():
    officer = factories.make_officer()
    request = factories.make_taken_request(officer)

    assert assign(request, to=officer, by=officer).done == [request.reference]
    assert not AuditEvent.objects.about(request).filter(event="assign").exists()


def test_only_colleagues_with_a_live_seat_can_be_given_a_case():
    officer, left, foreigner = (
        factories.make_officer(),
        factories.make_officer(),
        factories.make_officer("FR"),
    )
    remove_seat(seat_id=Seat.objects.get(user=left).pk, at=AT)
    request = factories.make_taken_request(officer)

    for nobody in (left, foreigner, factories.make_filer()):
        with pytest.raises(Invalid, match="may not handle cases"):
            assign(request, to=nobody, by=officer)


def test_other_authorities_cases_are_not_touched():
    officer, foreigner = factories.make_officer(), factories.make_officer("FR")
    request = factories.make_taken_request(officer)

    with pytest.raises(NotFound):
        assign(request, to=foreigner, by=foreigner)
    with pytest.raises(NotFound):
        assign(request, to=None, by=request.submitted_by)


def test_nothing_ticked_and_too_much_ticked_are_said():
    officer = factories.make_officer()
    request = factories.make_taken_request(officer)

    with pytest.raises(Invalid, match="Tick at least one"):
        assign(to=officer, by=officer)
    with pytest.raises(Invalid, match="At most 200"):
        assign(*[request] * (MOST + 1), to=officer, by=officer)


def test_a_tag_is_made_once_whatever_its_capitals_and_belongs_to_the_authority():
    officer = factories.make_officer()
    one, two = factories.make_submitted_request(), factories.make_submitted_request()

    tag_requests(request_ids=[one.pk], label="Embassy  asked", actor=officer, at=AT + HOUR)
    tag_requests(request_ids=[one.pk, two.pk], label="embassy asked", actor=officer, at=AT + DAY)

    (tag,) = Tag.objects.all()
    assert (tag.label, tag.authority, tag.tagged.count()) == ("Embassy asked", one.authority, 2)


def test_taking_off_a_tag_that_is_not_there_is_said_by_reference():
    officer = factories.make_officer()
    one, two = factories.make_submitted_request(), factories.make_submitted_request()
    tag_requests(request_ids=[one.pk], label="hold", actor=officer, at=AT + HOUR)

    bulk = untag_requests(request_ids=[one.pk, two.pk], label="hold", actor=officer, at=AT + DAY)

    assert (bulk.done, [reference for reference, _why in bulk.refused]) == ([one.reference], [two.reference])
    assert not RequestTag.objects.exists()


@pytest.mark.parametrize("label", ["", "  ", "\x00", "x" * 41])
def test_a_tag_without_words_or_with_too_many_is_refused(label):
    request = factories.make_submitted_request()

    with pytest.raises(Invalid):
        tag_requests(request_ids=[request.pk], label=label, actor=factories.make_officer(), at=AT + HOUR)
