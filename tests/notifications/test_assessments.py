"""Officers assess the due-diligence answers: kept row by row, compared, and never read by an exporter."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from exportctl.core.errors import Forbidden, Invalid, NotFound, WrongStatus
from exportctl.core.models import AuditEvent, User
from exportctl.desks.case.presenters.assessments import side_by_side, sides_shown
from notifications.actions.assessments import assess_flag, assess_flags
from notifications.models import Assessment
from notifications.rules.assessments import AS_EXPORTER, Verdict, differ, verdict_of_exporter
from notifications.rules.red_flags import current_version, question_keys
from tests import factories
from tests.factories import AT, DAY, machine
from tests.properties import given, st

KEYS = question_keys(current_version())
FIRST, SECOND = KEYS[:2]


def assess(request, question=FIRST, verdict="no_sign", reason="Seen it.", **words):
    said = {"actor": request.assigned_to, "at": AT + DAY, **words}
    return assess_flag(request_id=request.pk, question=question, verdict=verdict, reason=reason, **said)


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


@given(answer=st.sampled_from(["yes", "no", "unknown", ""]), flag_when=st.sampled_from(["yes", "no"]))
def test_an_answer_is_a_sign_exactly_when_it_is_the_flag(answer, flag_when):
    said = verdict_of_exporter(answer, flag_when)

    assert (said == Verdict.SIGN) == (answer == flag_when)
    assert (said == "") == (answer == "")
    assert (said == Verdict.OPEN) == (answer == "unknown")


@given(said=st.sampled_from(["", *Verdict]), verdict=st.sampled_from([*Verdict]))
def test_two_differ_only_when_both_spoke_and_said_something_else(said, verdict):
    assert differ(said, verdict) == (said != verdict)
    assert not differ(said, "")


@pytest.mark.django_db
def test_every_change_is_kept_and_the_latest_counts():
    request = factories.make_taken_request()
    assess(request, verdict="open", reason="")
    assess(request, verdict="no_sign", reason="The brochure is of another model.")
    assess(request, verdict="no_sign", reason="The brochure is of another model.")

    side = side_by_side(request, version="")[0]

    assert [row.verdict for row in side.assessments] == ["open", "no_sign"]
    assert side.latest.verdict == "no_sign"
    assert side.differs, "the exporter answered with a flag"
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.update(verdict="sign")
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.all().delete()


@pytest.mark.django_db
def test_the_views_show_signs_differences_and_everything():
    request = factories.make_taken_request()
    assess(request, FIRST, "sign")  # as the exporter says
    assess(request, SECOND, "open", "Asked the embassy.")
    sides = side_by_side(request, version="")

    shown = {
        which: [side.question.key for side in sides_shown(sides, which)] for which in ("differing", "all")
    }

    assert shown["differing"] == [side.question.key for side in sides if side.question.key == SECOND]
    assert len(shown["all"]) == len(KEYS)
    assert {FIRST, SECOND} <= {side.question.key for side in sides_shown(sides, "flagged")}


@pytest.mark.django_db
def test_only_officers_of_the_case_assess_and_only_while_it_is_open():
    request = factories.make_taken_request()
    for stranger in (factories.make_officer("FR"), request.submitted_by, factories.make_delegate("FR")):
        with pytest.raises(Forbidden):
            assess(request, actor=stranger)
    with pytest.raises(NotFound):
        assess(request, "no_such_question")
    assert assess(request, actor=factories.make_officer()).pk, "a colleague may"

    decided = factories.approve(factories.make_proposal(request))
    assert decided.status == "refused"
    with pytest.raises(WrongStatus):
        assess(request, SECOND)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verdict", "reason", "pointer"), [("sign", "", "/reason"), ("perhaps", "x", "/verdict")]
)
def test_a_verdict_needs_a_reason_unless_it_is_open(verdict, reason, pointer):
    request = factories.make_taken_request()

    with pytest.raises(Invalid) as refused:
        assess(request, verdict=verdict, reason=reason)

    assert [error["pointer"] for error in refused.value.errors] == [pointer]
    assert not Assessment.objects.exists()


@pytest.mark.django_db
def test_an_exporter_never_reads_an_assessment():
    request = factories.make_taken_request()
    assess(request, reason="CANARY-note", verdict="sign")
    factories.approve(factories.make_proposal(request))
    browser, caller = signed_in(request.submitted_by), machine(request.submitted_by)

    read = [
        browser.get(f"/cases/{request.reference}{tab}").content.decode()
        for tab in ("", "/due-diligence", "/documents", "/conversation", "/decision", "/history")
    ]
    read += [
        caller.get(path).content.decode()
        for path in (f"/api/v1/requests/{request.reference}", "/api/v1/requests", "/api/v1/events?after=0")
    ]

    assert not [page for page in read if "CANARY" in page or "assess" in page.lower()]
    assert browser.get(f"/cases/{request.reference}/flags/{FIRST}").status_code == 404
    assert "CANARY" not in str(AuditEvent.objects.values_list("facts", flat=True))


@pytest.mark.django_db
def test_the_page_keeps_what_was_typed_and_leads_to_the_next_question():
    request = factories.make_taken_request()
    browser = signed_in(request.assigned_to)
    page = f"/cases/{request.reference}/flags/{FIRST}"

    refused = browser.post(page, {"verdict": "sign", "reason": " "})
    assert refused.status_code == 422
    assert "Give a reason" in refused.content.decode()

    answer = browser.post(page, {"verdict": "no_sign", "reason": "Another model.", "next": "1"})
    assert answer["Location"] == f"/cases/{request.reference}/flags/{SECOND}"
    table = browser.get(f"/cases/{request.reference}/due-diligence?show=differing").content.decode()
    assert "Another model." in table
    assert f'id="{FIRST}" class="is-marked"' in table
    assert f'id="{SECOND}"' not in table


@pytest.mark.django_db
def test_several_questions_are_assessed_at_once_as_the_exporter_answered_each():
    request = factories.make_taken_request()
    sides = side_by_side(request, version=current_version())
    keys = [side.question.key for side in sides]

    count = assess_flags(
        request_id=request.pk,
        questions=keys,
        verdict=AS_EXPORTER,
        reason="The brochure says so.",
        actor=request.assigned_to,
        at=AT,
    )

    assert count == len(keys) == Assessment.objects.count() > 10
    assert not any(
        side.differs for side in side_by_side(request, version=current_version()) if side.exporter_verdict
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("questions", "verdict", "reason", "refusal"),
    [
        ((), "sign", "x", Invalid),
        (None, "perhaps", "x", Invalid),
        (None, "sign", "", Invalid),
        (("no_such",), "sign", "x", NotFound),
    ],
)
def test_of_several_questions_all_are_assessed_or_none(questions, verdict, reason, refusal):
    request = factories.make_taken_request()
    first = next(iter(question_keys(current_version())))

    with pytest.raises(refusal):
        assess_flags(
            request_id=request.pk,
            questions=[first] if questions is None else questions,
            verdict=verdict,
            reason=reason,
            actor=request.assigned_to,
            at=AT,
        )

    assert not Assessment.objects.exists()
