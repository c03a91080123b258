"""Which of its cases a message about essential security interests concerns: said by the state that is asked.

Regulation (EU) 2021/821, Article 14(2). The state that asks does not know the case: whoever is asked names it. From
then on its grant waits for the consultation, and is explained to everybody.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.actions.requests import hold_request
from licensing.models import AuthorisationRequest, InterestsCase, StateConsultation
from licensing.rules.kinds import authorises
from licensing.rules.state_consultations import NAME_CASE, STATE_CONSULTATION, TAKE_CASE_BACK, Article


@transaction.atomic
def name_case(*, consultation_id: UUID, reference: str, actor: User, at: datetime) -> StateConsultation:
    """The message is about this case of the officer's own authority. Raises NotFound, Invalid at `/reference`."""
    questions = StateConsultation.objects.put_to(actor).filter(article=Article.INTERESTS.value)
    known = questions.filter(pk=consultation_id).first()
    if known is None:
        raise NotFound
    case = AuthorisationRequest.objects.handled_by(actor).filter(reference=reference).first()
    if case is None or case.authority.member_state_id != known.asked_state_id or not authorises(case.kind):
        message = _(
            "Your authority has no request for an authorisation with this number. Copy it from the page of the case;"
            " a notification, or a case of another authority, cannot be named."
        )
        raise Invalid(errors=[error("/reference", message)])
    request = hold_request(request_id=case.pk, permission=Permission.HANDLE, actor=actor, at=at)
    if not request.is_open:  # what was granted before waited for nobody, and is explained no more
        message = _("This case is not open any more. Name one that is still to be decided.")
        raise Invalid(errors=[error("/reference", message)])
    consultation = locks.lock_for_update(StateConsultation.objects.filter(pk=known.pk))
    assert consultation
    taken = Invalid(errors=[error("/reference", _("This case is named already."))])
    with unless_taken("interests_case_once", taken):
        InterestsCase.objects.create(consultation=consultation, request=request, named_by=actor, named_at=at)
    unmoved = {"source": consultation.status, "target": consultation.status}
    record(consultation, NAME_CASE, machine=STATE_CONSULTATION, actor=actor, at=at, **unmoved)
    return consultation


@transaction.atomic
def take_case_back(
    *, consultation_id: UUID, reference: str, reason: str, actor: User, at: datetime
) -> StateConsultation:
    """The case was named by mistake: its grant waits for this message no more, and the state that asks is told.

    It is not told which case. Raises NotFound, Invalid at `/reference`.
    """
    known = StateConsultation.objects.put_to(actor).filter(pk=consultation_id).first()
    if known is None:
        raise NotFound
    rows = InterestsCase.objects.standing().filter(consultation=known, request__reference=reference)
    named = rows.filter(request__in=AuthorisationRequest.objects.handled_by(actor)).first()
    if named is None:
        message = _("This case is not named. The page of the question lists those that are.")
        raise Invalid(errors=[error("/reference", message)])
    request = hold_request(request_id=named.request_id, permission=Permission.HANDLE, actor=actor, at=at)
    if not request.is_open:
        message = _("This case is decided: whatever was explained about it stands.")
        raise Invalid(errors=[error("/reference", message)])
    consultation = locks.lock_for_update(StateConsultation.objects.filter(pk=known.pk))
    assert consultation
    back = {"taken_back_at": at, "taken_back_by": actor, "taken_back_because": reason}
    if not rows.filter(pk=named.pk).update(**back):
        raise NotFound  # a colleague was quicker
    unmoved = {"source": consultation.status, "target": consultation.status}
    record(consultation, TAKE_CASE_BACK, machine=STATE_CONSULTATION, actor=actor, at=at, **unmoved)
    owe_notice(
        kind="interests_case_taken_back",
        organisations=[consultation.asking_authority],
        reference=consultation.reference,
        path=consultation.get_absolute_url(),
        at=at,
        facts={"state": str(consultation.asked_state_id)},
    )
    return consultation
