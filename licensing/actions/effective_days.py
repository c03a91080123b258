"""What was approved before begins to count on its day: the clock carries it out, no person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.sweeps import try_each
from exportctl.core.transitions import transition
from licensing.actions.authorisations import write_step
from licensing.models import Authorisation, AuthorisationChange
from licensing.queries.decision_periods import today_of
from licensing.queries.effective_days import acts_ahead, begins_on
from licensing.rules.authorisations import AUTHORISATION, Event
from licensing.rules.effective_days import BEGINS, reaches


def begin_due_acts(*, at: datetime) -> None:
    """Every act whose day has come, each in a transaction of its own."""
    try_each(lambda change: begin_act(change_id=change.pk, at=at), acts_ahead())


@transaction.atomic
def begin_act(*, change_id: UUID, at: datetime) -> None:
    """Let it count from its day on; nothing where the day has not come, or something else was done meanwhile."""
    known = AuthorisationChange.objects.filter(pk=change_id).first()
    if known is None:
        return
    rows = Authorisation.objects.select_related("authority__member_state", "holder__organisation", "version")
    authorisation = locks.lock_for_update(rows.filter(pk=known.authorisation_id))
    assert authorisation
    change = acts_ahead(authorisation).filter(pk=change_id).first()
    day = begins_on(change, at=at) if change else None
    if change is None or day is None or day > today_of(authorisation.authority, at=at):
        return
    if not reaches(change.event, on=day, until=authorisation.valid_until):
        return  # it expired before: nobody is told of the end of what has ended
    event = BEGINS[Event(change.event)]
    if event not in AUTHORISATION.events_from(authorisation.status):
        return  # suspended already: a suspension adds nothing
    changes = {"changed_at": at}
    transition(
        authorisation,
        event,
        machine=AUTHORISATION,
        actor=None,
        at=at,
        changes=changes,
        change=str(change.pk),
    )
    assert change.approved_by
    write_step(authorisation=authorisation, actor=change.approved_by, at=at, on=day, change=change)
    owe_notice(
        kind="authorisation_act_begun",
        organisations=[authorisation.holder.organisation],
        reference=authorisation.reference,
        path=authorisation.get_absolute_url(),
        at=at,
    )
