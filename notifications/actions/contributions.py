"""Questions between authorities: a delegation asks, the notifying authority answers, others add. Nothing is changed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Forbidden, NotFound
from exportctl.core.formatting import last_day
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from notifications.actions.procedures import refuse_hidden_names
from notifications.errors import Closed
from notifications.models import Contribution, ObjectionProcedure
from notifications.rules.machines import PROCEDURE, State


@transaction.atomic
def ask_authority(*, procedure_id: UUID, text: str, actor: User, at: datetime) -> Contribution:
    """A participating delegation asks the notifying authority. Raises Forbidden, Closed."""
    procedure, asking = _lock_procedure(procedure_id, actor, (Permission.TAKE_POSITION,), at)
    question = _write(procedure, asking, None, text, actor, at)
    _tell("procedure_question", procedure, [procedure.notifying_authority], asking, at)
    return question


@transaction.atomic
def reply(*, procedure_id: UUID, question_id: int, text: str, actor: User, at: datetime) -> Contribution:
    """The notifying authority answers a question, or a delegation adds to it. Raises NotFound, NamesHidden too."""
    permissions = (Permission.HANDLE, Permission.TAKE_POSITION)
    procedure, speaking = _lock_procedure(procedure_id, actor, permissions, at)
    questions = Contribution.objects.filter(procedure=procedure, about=None)
    question = questions.select_related("organisation").filter(pk=question_id).first()
    if question is None:
        raise NotFound()
    earlier = Organisation.objects.filter(pk__in=question.replies.values("organisation"))
    contribution = _write(procedure, speaking, question, text, actor, at)
    answers = speaking == procedure.notifying_authority
    kind = "procedure_answer" if answers else "procedure_addition"
    concerned = [question.organisation, procedure.notifying_authority, *earlier]
    _tell(kind, procedure, concerned, speaking, at)
    return contribution


def _lock_procedure(
    procedure_id: UUID, actor: User, permissions: tuple[Permission, ...], at: datetime
) -> tuple[ObjectionProcedure, Organisation]:
    """Lock seat and procedure FOR SHARE: contributions do not wait for one another, the close waits for them."""
    procedure = ObjectionProcedure.objects.get(pk=procedure_id)
    permission = next((each for each in permissions if access.may(actor, each, procedure)), None)
    if permission is None:
        message = _("Only a delegation that takes part, or the notifying authority, speaks here.")
        raise Forbidden(message)
    allowed = procedure.organisation_ids(permission)
    seat = access.hold_seat(actor=actor, permission=permission, organisations=allowed, at=at)
    procedures: list[ObjectionProcedure] = locks.lock_for_share(
        ObjectionProcedure.objects.filter(pk=procedure_id)
    )
    check_open(procedure=procedures[0], at=at)
    return procedures[0], Organisation.objects.get(pk=seat.content_object_id)


def check_open(*, procedure: ObjectionProcedure, at: datetime) -> None:
    """Raises Closed once the procedure has ended: what was said stays readable, nothing is added."""
    if procedure.status == State.WITHDRAWN:
        message = _(
            "The refusal was withdrawn; what was said in %(reference)s can be read, nothing is added."
        )
        raise Closed(message % {"reference": procedure})
    if procedure.status_at(at) == State.CLOSED:
        message = _("%(reference)s closed on %(day)s; what was said can be read, nothing is added.")
        raise Closed(message % {"reference": procedure, "day": last_day(procedure.closes_at)})


def _write(
    procedure: ObjectionProcedure,
    organisation: Organisation,
    about: Contribution | None,
    text: str,
    actor: User,
    at: datetime,
) -> Contribution:
    if organisation == procedure.notifying_authority:
        refuse_hidden_names(procedure=procedure, pointer="/text", text=text)
    contribution = Contribution.objects.create(
        procedure=procedure, organisation=organisation, about=about, text=text, author=actor, said_at=at
    )
    record(
        procedure,
        "contribute",
        machine=PROCEDURE,
        actor=actor,
        at=at,
        state=str(organisation.member_state_id),
        contribution=contribution.pk,
        about=about.pk if about else None,
    )
    return contribution


def _tell(
    kind: str,
    procedure: ObjectionProcedure,
    concerned: list[Organisation],
    speaking: Organisation,
    at: datetime,
) -> None:
    owe_notice(
        kind=kind,
        organisations=[each for each in concerned if each != speaking],
        reference=procedure.reference,
        path=f"{procedure.get_absolute_url()}/questions",
        at=at,
        facts={"state": str(speaking.member_state_id)},
    )
