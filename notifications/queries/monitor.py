"""What the Commission watches: windows by closing time, stuck rows, acts that wait for a second officer."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.models import AuditEvent, AuditHead, Notice
from exportctl.core.queries.reference import waiting_changes
from exportctl.core.rules.acts import Status
from notifications.models import Extension, ObjectionProcedure, RuleSetSelection
from notifications.queries import delegate
from notifications.queries.regimes import regime_in_words
from notifications.rules.rule_sets import RULE_SETS, Decision, RuleSet

STUCK_AFTER = timedelta(seconds=60)


def monitor(user: Any, *, at: datetime) -> dict[str, Any]:
    """Counts that must be 0 stand beside their names; the page says so."""
    open_ones = list(delegate.procedures(user, closed=False)[:50])
    stuck = ObjectionProcedure.objects.closable(at=at - STUCK_AFTER).count()
    sealed = AuditHead.objects.order_by("-size").first()
    pending = {"status": Status.PROPOSED.value}
    return {
        "rows": delegate.rows(open_ones, state=None, at=at),
        "stuck": stuck,
        "unsent": Notice.objects.filter(delivered_at=None, gave_up_at=None).count(),
        "given_up": Notice.objects.exclude(gave_up_at=None).count(),
        "unsealed": AuditEvent.objects.filter(leaf=None).count(),
        "sealed": sealed,
        "extensions": Extension.objects.filter(**pending).select_related("procedure", "proposed_by"),
        "selections": RuleSetSelection.objects.filter(**pending).select_related("proposed_by"),
        "changes": waiting_changes(),
        "at": at,
    }


def labels() -> dict[str, str]:
    """Each rule set in a few words."""
    return {
        "qualified_majority_objection": _(
            "Listed unless 55 % of the other states with 65 % of their people object"
        ),
        "qualified_majority_objection_72": _(
            "Listed unless 72 % of the other states with 65 % of their people object"
        ),
        "four_states_35_percent": _("Listed unless four states with 35 % of the Union's people object"),
        "single_objection": _("Listed unless one state objects"),
        "unanimous_agreement": _("Listed only if all other states agree"),
    }


def described() -> list[dict[str, Any]]:
    """The five with their figures, for a table."""
    words = labels()
    return [_described(rules, words[name]) for name, rules in RULE_SETS.items()]


def _described(rules: RuleSet, label: str) -> dict[str, Any]:
    silence = _("not agreement") if rules.decision == Decision.ALL_AGREE else _("no objection")
    return {
        "name": rules.name,
        "label": label,
        "working_days": rules.working_days,
        "max_added": rules.max_added,
        "silence": silence,
        "regime": regime_in_words(rules),
        "in_force": rules.in_force,
    }
