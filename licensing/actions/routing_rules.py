"""Rules about where requests go and who decides them: added and removed by two officers; what they do to a request."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
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
from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest, RoutingRule
from licensing.queries.routing_rules import competence_for, team_of
from licensing.rules.routing_rules import ROUTING_RULE, Event, gaps
from licensing.rules.shapes import JsonObject


@transaction.atomic
def propose_routing_rule(
    *,
    authority: Organisation,
    purpose: str,
    criteria: JsonObject,
    reason: str,
    team: str = "",
    actor: User,
    at: datetime,
) -> RoutingRule:
    """The first officer: what the rule decides, and by what it holds. Raises Forbidden, Invalid, Pending."""
    _hold_seat(authority.pk, actor, at)
    named = {name: value for name, value in criteria.items() if value}
    if errors := gaps(purpose, team=team, criteria=named):
        raise Invalid(errors=errors)
    return _propose(
        RoutingRule(
            authority=authority,
            event=Event.ADD.value,
            purpose=purpose,
            team=team,
            criteria=named,
            reason=reason,
            proposed_by=actor,
        ),
        at,
    )


@transaction.atomic
def propose_removal(*, rule_id: UUID, reason: str, actor: User, at: datetime) -> RoutingRule:
    """The first officer: that a rule holds no more. Raises NotFound, WrongStatus where it does not stand, Pending."""
    rule = _find(rule_id)
    _hold_seat(rule.authority_id, actor, at)
    if not RoutingRule.objects.standing().filter(pk=rule.pk).exists():
        raise WrongStatus(_("This rule does not stand any more."))
    return _propose(
        RoutingRule(
            authority=rule.authority,
            event=Event.REMOVE.value,
            purpose=rule.purpose,
            team=rule.team,
            criteria=rule.criteria,
            removes=rule,
            reason=reason,
            proposed_by=actor,
        ),
        at,
    )


@transaction.atomic
def approve_routing_rule(*, rule_id: UUID, actor: User, at: datetime) -> RoutingRule:
    """The second officer: what is sent from now on goes by it. Raises FourEyes, WrongStatus."""
    rule = _hold(rule_id, actor, at)
    approve_act(act=rule, machine=ROUTING_RULE, actor=actor, at=at, rule=rule.number, purpose=rule.purpose)
    return rule


@transaction.atomic
def discard_routing_rule(*, rule_id: UUID, actor: User, at: datetime) -> RoutingRule:
    """Drop a proposal, one's own or a colleague's."""
    rule = _hold(rule_id, actor, at)
    discard_act(act=rule, machine=ROUTING_RULE, actor=actor, at=at)
    return rule


def direct(*, request: AuthorisationRequest, body: JsonObject) -> None:
    """A draft that is about to be sent goes to the authority that its words ask for. The caller holds the request."""
    authority = competence_for(request.exporter, kind=request.kind, body=body).authority
    if authority.pk == request.authority_id:
        return
    request.authority = authority
    request.save(update_fields=["authority"])


def assign_team(*, request: AuthorisationRequest) -> None:
    """Which team handles what has just been sent or corrected, and why. The caller holds the request."""
    match = team_of(request)
    team, routed = "", None
    if match:
        because = [[each.criterion, each.by] for each in match.because]
        team, routed = match.rule.team, {"rule": match.rule.number, "because": because}
    if (team, routed) == (request.team, request.routed):
        return
    request.team, request.routed = team, routed
    request.save(update_fields=["team", "routed"])


def _propose(rule: RoutingRule, at: datetime) -> RoutingRule:
    rows = RoutingRule.objects.filter(authority=rule.authority)
    require_none_pending(acts=rows)
    rule.number = 1 + (rows.aggregate(last=Max("number"))["last"] or 0)
    waiting = Waiting(
        "routing_rule_waiting", [rule.authority], rule.authority.short_name[:30], rule.get_absolute_url()
    )
    facts = {"rule": rule.number, "purpose": rule.purpose, "does": rule.event}
    propose_act(act=rule, machine=ROUTING_RULE, at=at, waiting=waiting, **facts)
    return rule


def _find(rule_id: UUID) -> RoutingRule:
    rule: RoutingRule | None = RoutingRule.objects.select_related("authority").filter(pk=rule_id).first()
    if rule is None:
        raise NotFound
    return rule


def _hold(rule_id: UUID, actor: User, at: datetime) -> RoutingRule:
    """Seat, then the proposal. Raises NotFound, Forbidden."""
    authority_id = _find(rule_id).authority_id
    _hold_seat(authority_id, actor, at)
    rule: RoutingRule = hold_act(acts=RoutingRule.objects.filter(authority=authority_id), act_id=rule_id)
    return rule


def _hold_seat(authority_id: UUID, actor: User, at: datetime) -> None:
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority_id], at=at)
