"""What an authority does with the authorisations that a measure meets: one act over many, a letter for each."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.shapes import error
from licensing.actions.authorisation_changes import approve_change, discard_change, propose_change
from licensing.models import AuthorisationChange, RestrictiveMeasure
from licensing.rules.authorisations import OF_A_MEASURE
from licensing.rules.hearings import change_burdens
from licensing.rules.shapes import JsonObject


@transaction.atomic
def propose_over_authorisations(
    *,
    measure_id: UUID,
    authorisation_ids: Collection[UUID],
    event: str,
    grounds: str,
    hearing: JsonObject | None = None,
    actor: User,
    at: datetime,
) -> list[AuthorisationChange]:
    """Suspend, revoke or continue all of them for one reason; a colleague carries it out. All or none.

    `hearing`: how their holders were heard before, or why not; to continue one burdens nobody.

    Raises NotFound, Invalid, Forbidden, and whatever the act on one authorisation raises.
    """
    measure = RestrictiveMeasure.objects.confirmed().filter(pk=measure_id).first()
    if measure is None:
        raise NotFound
    errors = []
    if not authorisation_ids:
        errors.append(error("/authorisations", _("Tick at least one authorisation.")))
    if event not in OF_A_MEASURE:
        errors.append(error("/event", _("Suspend, revoke or continue.")))
    if errors:
        raise Invalid(errors=errors)
    burdens = change_burdens(event, lessens=False)
    ids: dict[str, Any] = {
        "measure": measure,
        "hearing": (hearing or None) if burdens else None,
        "actor": actor,
        "at": at,
    }
    return [
        propose_change(authorisation_id=each, event=event, grounds=grounds, **ids)
        for each in sorted(authorisation_ids)
    ]


@transaction.atomic
def approve_over_authorisations(
    *, measure_id: UUID, change_ids: Collection[UUID], actor: User, at: datetime
) -> int:
    """The second officer carries out what a colleague proposed; each holder gets a letter. The number of them."""
    return _settle(approve_change, measure_id, change_ids, actor, at)


@transaction.atomic
def discard_over_authorisations(
    *, measure_id: UUID, change_ids: Collection[UUID], actor: User, at: datetime
) -> int:
    """Drop what waits, one's own or a colleague's. The number of them."""
    return _settle(discard_change, measure_id, change_ids, actor, at)


def _settle(
    act: Callable[..., object], measure_id: UUID, change_ids: Collection[UUID], actor: User, at: datetime
) -> int:
    changes = AuthorisationChange.objects.pending().filter(measure=measure_id, pk__in=change_ids)
    waiting = list(changes.order_by("authorisation_id").values_list("authorisation_id", "pk"))
    if not waiting:
        raise Invalid(errors=[error("/changes", _("Tick at least one that waits."))])
    for authorisation_id, change_id in waiting:
        act(authorisation_id=authorisation_id, change_id=change_id, actor=actor, at=at)
    return len(waiting)
