"""The regime of the procedure about the list: that frozen on it, or of the rule set chosen now."""

from django.db.models import Q

from controllist.models import ControlListEntry
from licensing.models import Decision
from licensing.rules.regimes import Regime
from notifications.models import ObjectionProcedure
from notifications.queries.rule_sets import chosen_rule_set
from notifications.rules.machines import State


def chosen_regime() -> Regime:
    """Of procedures opened from now on."""
    return chosen_rule_set().regime_facts


def frozen_regime(procedure: ObjectionProcedure) -> Regime:
    rules = procedure.frozen["rule_set"]
    return Regime(rules["name"], rules["regime"], rules["in_force"])


def regime_of_decision(decision: Decision) -> Regime:
    """Of the decision's procedure, else of the one it is linked to, of the entry of its item, or as chosen now.

    A decision that is not stored yet is asked about as if it were taken now.
    """
    own = ObjectionProcedure.objects.filter(decision=decision.pk).first()
    linked = own or ObjectionProcedure.objects.filter(linked_refusals__decision=decision.pk).first()
    if linked:
        return frozen_regime(linked)
    item_key = decision.proposal.item.item_key
    # An entry that was off the list by then lists nothing: the next procedure has rules of its own.
    there = Q(delisted_at=None) | Q(delisted_at__gt=decision.decided_at)
    entries = ControlListEntry.objects.filter(there, item_keys__contains=[item_key])
    entry = entries.order_by("code").first()
    if entry:
        return Regime(entry.rule_set, entry.regime, entry.in_force)
    running = ObjectionProcedure.objects.filter(item_key=item_key, status=State.OPEN.value).first()
    return frozen_regime(running) if running else chosen_regime()
