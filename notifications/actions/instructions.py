"""Instructions from the capital to its delegation, which alone reads them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from notifications.models import Instruction, ObjectionProcedure
from notifications.rules.machines import PROCEDURE


@transaction.atomic
def note_instruction(*, procedure_id: UUID, text: str, actor: User, at: datetime) -> Instruction:
    """Store an instruction for one's own delegation. Raises Forbidden unless it takes part in the procedure."""
    procedure = ObjectionProcedure.objects.get(pk=procedure_id)
    if not access.may(actor, Permission.TAKE_POSITION, procedure):
        raise Forbidden(_("Only a delegation that takes part keeps instructions here."))
    allowed = procedure.organisation_ids(Permission.TAKE_POSITION)
    seat = access.hold_seat(actor=actor, permission=Permission.TAKE_POSITION, organisations=allowed, at=at)
    instruction = Instruction.objects.create(
        procedure=procedure, organisation_id=seat.content_object_id, author=actor, text=text, given_at=at
    )
    # The trail says that a delegation noted something, as of any act; not what.
    record(procedure, "instruct", machine=PROCEDURE, actor=actor, at=at, instruction=instruction.pk)
    return instruction
