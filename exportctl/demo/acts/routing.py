"""Rules of an authority about where its requests go: two officers add each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exportctl.core.models import Organisation
from exportctl.demo.scene import Scene
from licensing.actions import routing_rules as actions
from licensing.models import RoutingRule


def propose(scene: Scene, at: datetime, *, state: str, rule: Mapping[str, Any]) -> None:
    authority = Organisation.objects.get(kind="authority", member_state=state)
    actions.propose_routing_rule(authority=authority, actor=scene.desk("officer", state), at=at, **rule)


def approve(scene: Scene, at: datetime, *, state: str) -> None:
    waiting = RoutingRule.objects.pending().get(authority__member_state=state)
    actions.approve_routing_rule(rule_id=waiting.pk, actor=scene.desk("approver", state), at=at)
