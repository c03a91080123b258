"""On the page of a case: what other Member States are asked about it, and denials that it reminds of."""

from typing import Any

from django import template

from exportctl.desks.exchange.presenters.state_consultations import row_of
from licensing.queries.state_consultations import consultations_about, denials_like

register = template.Library()


@register.inclusion_tag("desks/exchange/_of_case.html", takes_context=True)
def states_of_case(context: Any, case: Any) -> dict[str, Any]:
    """To the officers of its authority alone; nothing for anybody else."""
    if not case.is_officer:
        return {}
    request = case.request
    rows = [row_of(each, at=case.at) for each in consultations_about(request)]
    denials = denials_like(request, case.viewer)
    asked = {denial.pk for row in rows for denial in row.consultation.denials.all()}
    own_state = request.authority.member_state_id
    may_ask = {
        each.pk
        for each in denials
        if request.is_open and each.member_state_id != own_state and each.pk not in asked
    }
    return {
        "rows": rows,
        "denials": denials,
        "may_ask": may_ask,
        "authority_id": request.authority_id,
        "reference": request.reference,
        "csrf_token": context.get("csrf_token"),
    }
