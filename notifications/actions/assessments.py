"""Officers assess the due-diligence answers of a case: each change is a row of its own."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.actions.requests import hold_request
from licensing.actions.search_documents import update_search_documents
from licensing.models import AuthorisationRequest
from licensing.rules.requests import REQUEST
from notifications.models import Assessment
from notifications.queries.red_flags import answered_questions
from notifications.rules.assessments import AS_EXPORTER, Verdict, verdict_of_exporter
from notifications.rules.red_flags import current_version, question_keys


@transaction.atomic
def assess_flag(
    *, request_id: UUID, question: str, verdict: str, reason: str, actor: User, at: datetime
) -> Assessment:
    """Keep an officer's view of one question. The same again changes nothing.

    Raises NotFound for a question that was not asked, WrongStatus once decided, Invalid without a reason.
    """
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    assessment = _assess(request, question, verdict, reason, actor, at)
    update_search_documents(request_ids=[request.pk])
    return assessment


@transaction.atomic
def assess_flags(
    *, request_id: UUID, questions: Sequence[str], verdict: str, reason: str, actor: User, at: datetime
) -> int:
    """The same view of several questions, each a row of its own; returns how many.

    Instead of a verdict `AS_EXPORTER` takes the exporter's own answer to each; one without an answer stays open.
    Raises what `assess_flag` raises, and Invalid where no question is ticked.
    """
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    if not questions:
        raise Invalid(errors=[error("/questions", _("Tick at least one question."))])
    answers = {row.key: row for row in answered_questions(request.body, version=_questionnaire(request))}
    for question in questions:
        own = verdict
        if verdict == AS_EXPORTER and question in answers:
            row = answers[question]
            own = verdict_of_exporter(row.answer, row.flag_when) or Verdict.OPEN.value
        _assess(request, question, str(own), reason, actor, at)
    update_search_documents(request_ids=[request.pk])
    return len(questions)


def _assess(
    request: AuthorisationRequest, question: str, verdict: str, reason: str, actor: User, at: datetime
) -> Assessment:
    if question not in _question_keys(request):
        raise NotFound
    if not request.is_open:
        raise WrongStatus(_("The case is closed; its assessment stays as it is."))
    _check(verdict, reason)
    latest = request.assessments.filter(question=question).order_by("-pk").first()
    if latest and (latest.verdict, latest.reason) == (verdict, reason):
        return latest
    assessment = Assessment.objects.create(
        request=request, question=question, verdict=verdict, reason=reason, assessed_by=actor, assessed_at=at
    )
    record(request, "assess", machine=REQUEST, actor=actor, at=at, question=question, verdict=verdict)
    return assessment


def _question_keys(request: AuthorisationRequest) -> tuple[str, ...]:
    return question_keys(_questionnaire(request))


def _questionnaire(request: AuthorisationRequest) -> str:
    notification = getattr(request, "notification", None)
    return notification.questionnaire if notification else current_version()


def _check(verdict: str, reason: str) -> None:
    if verdict not in [each.value for each in Verdict]:
        raise Invalid(errors=[error("/verdict", _("Choose one: red flag, no red flag, or still open."))])
    if not reason and verdict != Verdict.OPEN:
        raise Invalid(errors=[error("/reason", _("Give a reason: the second officer reads it."))])
