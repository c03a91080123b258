"""Where a request goes by the rules of authorities, and why: the one way to find the authority of an exporter."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from exportctl.core.canonical import rfc3339
from exportctl.core.errors import Invalid
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import OrganisationKind
from exportctl.core.shapes import error
from licensing.models import AuthorisationRequest, Exporter, RoutingRule
from licensing.models.routing_rules import RoutingRuleQuerySet
from licensing.rules.routing_rules import Facts, Match, Purpose, first_match
from licensing.rules.shapes import member_states

EURO = "EUR"


@dataclass(frozen=True)
class Competence:
    """The authority, and the rule that names it; without one it is the only one, or the one without rules."""

    authority: Organisation
    match: Match[RoutingRule] | None
    of: int  # authorities of the state


def competence(*, state: str, facts: Facts) -> Competence | None:
    """Article 12(2): that of the Member State of establishment; of several, by their stored rules.

    A rule that holds decides; where none does, the authority that has stored none, the first by name of several.
    """
    bodies = Organisation.objects.filter(kind=OrganisationKind.AUTHORITY.value, member_state=state)
    authorities = {each.pk: each for each in bodies.select_related("member_state").order_by("name")}
    if not authorities:
        return None
    if len(authorities) == 1:
        return Competence(next(iter(authorities.values())), None, 1)
    rules = list(_standing(Purpose.COMPETENCE).filter(authority__in=authorities))
    if match := first_match(rules, facts):
        return Competence(authorities[match.rule.authority_id], match, len(authorities))
    with_rules = {rule.authority_id for rule in rules}
    free = [each for pk, each in authorities.items() if pk not in with_rules]
    return Competence((free or list(authorities.values()))[0], None, len(authorities))


def competence_for(
    exporter: Exporter, *, kind: str = "", body: Mapping[str, Any] | None = None
) -> Competence:
    """For an exporter that is on record, and what it is about to send, as far as it says it. Raises Invalid."""
    state = state_of(exporter, body or {})
    found = competence(state=state, facts=facts_of(exporter, kind=kind, body=body or {}))
    if found is None:  # an exporter's own state has an authority
        message = _("No authority of this Member State works here yet. Write to it.")
        raise Invalid(message, errors=[error("/location", message)])
    return found


def state_of(exporter: Exporter, body: Mapping[str, Any]) -> str:
    """Article 12(2): where it is established; of whoever is established in no Member State, where the items lie."""
    lies = body.get("location") or ""
    if exporter.established_in and lies in member_states():
        return str(lies)
    return str(exporter.organisation.member_state_id)


def authority_name(exporter: Exporter, *, kind: str = "", body: Mapping[str, Any] | None = None) -> str:
    """The short name of the authority that it files with."""
    return competence_for(exporter, kind=kind, body=body).authority.short_name


def facts_of(exporter: Exporter, *, kind: str, body: Mapping[str, Any]) -> Facts:
    """What rules are compared with, of a whole or a half-written body."""
    items = [each for each in body.get("items") or [body.get("item")] if each]
    destinations = [body.get("destination"), *(body.get("destinations") or [])]
    return Facts(
        kind=kind,
        entries=tuple(each["control_entry"] for each in items if each.get("control_entry")),
        functions=tuple(dict.fromkeys(name for each in items for name in each.get("functions") or ())),
        destinations=tuple(each for each in destinations if each),
        value=_value(body, items),
        exporters=tuple(each for each in (exporter.eori, exporter.other_number) if each),
        address=exporter.address,
    )


def _value(body: Mapping[str, Any], items: list[Mapping[str, Any]]) -> Decimal | None:
    """The sum in euros; nothing is converted, so that another currency is compared with nothing."""
    if body.get("currency") != EURO:
        return None
    stated = [each.get("value") for each in items] if body.get("items") else [body.get("value")]
    try:
        return sum((Decimal(str(each)) for each in stated if each), Decimal(0))
    except InvalidOperation:
        return None


def team_of(request: AuthorisationRequest) -> Match[RoutingRule] | None:
    """The rule about a team that holds for what was sent."""
    return _match(request, Purpose.TEAM)


def third_officer_of(request: AuthorisationRequest) -> Match[RoutingRule] | None:
    """The rule that makes its decision take a third officer; None where two decide."""
    return _match(request, Purpose.THIRD_OFFICER)


def _match(request: AuthorisationRequest, purpose: Purpose) -> Match[RoutingRule] | None:
    rules = list(_standing(purpose).filter(authority=request.authority_id))
    if not rules:
        return None
    return first_match(rules, facts_of(request.exporter, kind=request.kind, body=request.body))


def routing_rules_of(authority: Organisation) -> RoutingRuleQuerySet:
    """Everything that was proposed, the newest first, with who proposed and who approved it."""
    rows: RoutingRuleQuerySet = RoutingRule.objects.filter(authority=authority).order_by("-number")
    return rows.select_related("proposed_by", "approved_by", "removes")


def show_rule(rule: RoutingRule) -> dict[str, Any]:
    """For machines; whether it stands is read with a list, else asked for."""
    stands = getattr(rule, "stands", None)
    return {
        "id": str(rule.pk),
        "number": rule.number,
        "status": rule.status,
        "event": rule.event,
        "standing": RoutingRule.objects.standing().filter(pk=rule.pk).exists() if stands is None else stands,
        "purpose": rule.purpose,
        "team": rule.team or None,
        "criteria": rule.criteria,
        "removes": rule.removes.number if rule.removes else None,
        "reason": rule.reason,
        "proposed_at": rfc3339(rule.proposed_at),
    }


def teams_of(authorities: list[UUID]) -> list[str]:
    """The teams that standing rules name."""
    rows = RoutingRule.objects.standing().of_purpose(Purpose.TEAM).filter(authority__in=authorities)
    return sorted(set(rows.values_list("team", flat=True)))


def _standing(purpose: Purpose) -> Any:
    return RoutingRule.objects.standing().of_purpose(purpose).select_related("authority")
