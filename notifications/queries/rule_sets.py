"""Which of the five rule sets holds for procedures opened from now on."""

from dataclasses import asdict
from typing import Any

from exportctl.core.models import AuditEvent
from exportctl.core.rules.four_eyes import Event, Status
from notifications.models import RuleSetSelection
from notifications.rules.rule_sets import DEFAULT, RULE_SETS, RuleSet, rule_set


def chosen_rule_set() -> RuleSet:
    """What the Commission chose last, the default before any choice.

    The order of the choices is the audit trail's: a demonstration's clock goes back, too.
    """
    approved = RuleSetSelection.objects.filter(status=Status.APPROVED.value).values_list("pk", "rule_set")
    names = dict(approved)
    last = (
        AuditEvent.objects.filter(object_id__in=names, event=Event.APPROVE.value).order_by("-pk").first()
        if names
        else None
    )
    return rule_set(names[last.object_id] if last else DEFAULT)


def pending_selection() -> RuleSetSelection | None:
    """The choice that waits for a second officer."""
    return RuleSetSelection.objects.pending().select_related("proposed_by").first()


def show_rule_set(rules: RuleSet, chosen: RuleSet) -> dict[str, Any]:
    """A rule set as REST shows it: every parameter, and whether it is the chosen one."""
    return {**asdict(rules), "max_total": rules.max_total, "chosen": rules.name == chosen.name}


def show_rule_sets() -> dict[str, Any]:
    chosen = chosen_rule_set()
    shown = [show_rule_set(rules, chosen) for rules in RULE_SETS.values()]
    return {"results": shown, "next": None, "chosen": chosen.name}
