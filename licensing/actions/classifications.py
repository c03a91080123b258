"""How an officer classifies the item of a line: a fact beside the exporter's own, no decision."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.i18n import fill
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import check, error
from exportctl.core.transitions import record
from licensing.actions.requests import hold_request
from licensing.models import CatalogueItem, ClassificationConfirmation
from licensing.rules.catalogue import edition_of
from licensing.rules.classifications import CLASSIFICATION
from licensing.rules.requests import REQUEST


@transaction.atomic
def classify_line(
    *, request_id: UUID, number: int, control_entry: str, reason: str, actor: User, at: datetime
) -> ClassificationConfirmation:
    """Record under which entry of Annex I the item of line `number` falls; "" says: under none.

    The exporter reads it on the case and at the item of that number in its catalogue. Raises NotFound for a line
    that is not there, WrongStatus before the request was sent, Invalid for an entry that Annex I does not have.
    """
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    if request.submitted_at is None:
        raise WrongStatus(fill(_("%(reference)s was not sent yet."), {"reference": request.reference}))
    line = next((each for each in request.lines if each.number == number), None)
    if line is None:
        raise NotFound
    clean, errors = check({"control_entry": control_entry, "reason": reason}, CLASSIFICATION)
    if not errors and not clean["control_entry"] and not clean["reason"]:
        errors = [error("/reason", _("Say why it falls under no entry of Annex I."))]
    if errors:
        raise Invalid(errors=errors)
    confirmation = ClassificationConfirmation.objects.create(
        request=request,
        line=line,
        exporter=request.exporter,
        item_number=line.item_number,
        item_key=line.item_key,
        control_entry=clean["control_entry"],
        edition=edition_of(clean["control_entry"]),
        reason=clean["reason"],
        confirmed_by=actor,
        confirmed_at=at,
    )
    if line.item_number:
        items = CatalogueItem.objects.filter(exporter=request.exporter_id, number=line.item_number)
        items.update(updated_at=at)
    facts: dict[str, Any] = {"line": number, "control_entry": confirmation.control_entry}
    record(request, "classify", machine=REQUEST, actor=actor, at=at, **facts)
    return confirmation
