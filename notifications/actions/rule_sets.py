"""Which rule set holds for procedures opened from now on: two officers of the Commission choose."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
)
from exportctl.core.errors import NotFound
from exportctl.core.models import User
from exportctl.core.queries.reference import commission
from exportctl.core.rules.permissions import Permission
from notifications.models import RuleSetSelection
from notifications.rules.machines import SELECTION
from notifications.rules.rule_sets import RULE_SETS


@transaction.atomic
def propose_selection(*, rule_set: str, reason: str, actor: User, at: datetime) -> RuleSetSelection:
    """Propose a rule set for procedures to come. Raises NotFound for an unknown one, Pending."""
    _hold_seat(actor, at)
    if rule_set not in RULE_SETS:
        raise NotFound(_("There is no rule set of this name."))
    require_none_pending(acts=RuleSetSelection.objects.all())
    selection = RuleSetSelection(rule_set=rule_set, reason=reason, proposed_by=actor)
    waiting = Waiting("rule_set_waiting", commission(), rule_set[:30], selection.get_absolute_url())
    propose_act(act=selection, machine=SELECTION, at=at, waiting=waiting, rule_set=rule_set)
    return selection


@transaction.atomic
def approve_selection(
    *, selection_id: UUID, actor: User, at: datetime, rule_set: str | None = None
) -> RuleSetSelection:
    """Carry it out: procedures opened from now on follow it, open ones keep theirs.

    With `rule_set` the selection has to be one of that rule set (NotFound).
    """
    selection = _lock_selection(selection_id, actor, at, rule_set)
    approve_act(act=selection, machine=SELECTION, actor=actor, at=at, rule_set=selection.rule_set)
    return selection


@transaction.atomic
def discard_selection(*, selection_id: UUID, actor: User, at: datetime) -> RuleSetSelection:
    """Drop a proposal, one's own or a colleague's."""
    selection = _lock_selection(selection_id, actor, at, None)
    discard_act(act=selection, machine=SELECTION, actor=actor, at=at)
    return selection


def _lock_selection(selection_id: UUID, actor: User, at: datetime, rule_set: str | None) -> RuleSetSelection:
    _hold_seat(actor, at)
    selections = RuleSetSelection.objects.filter(**({"rule_set": rule_set} if rule_set else {}))
    selection: RuleSetSelection = hold_act(acts=selections, act_id=selection_id)
    return selection


def _hold_seat(actor: User, at: datetime) -> None:
    organisations = [organisation.pk for organisation in commission()]
    access.hold_seat(actor=actor, permission=Permission.ADMINISTER, organisations=organisations, at=at)
