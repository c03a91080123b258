"""What pages of every desk say of a case."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from exportctl.desks.case.presenters import export_requests
from exportctl.desks.kinds import kind_of
from licensing.models import AuthorisationRequest, Proposal
from licensing.rules.kinds import authorises
from licensing.rules.requests import GRANTS

register = template.Library()


@register.filter
def kind_name(request: AuthorisationRequest | None) -> Any:
    """What a case is: a notification, a request of some kind, or an enquiry."""
    if request and request.is_enquiry:
        return _("Enquiry")
    return kind_of(request).label if request else ""


@register.filter
def weighed(proposal: Proposal | None) -> list[tuple[str, str]]:
    """What the officers recorded of its form, under Articles 15(1) and 2(20); what they left out is not there."""
    if not proposal:
        return []
    words = export_requests
    return [*words.of_form(proposal), *words.weighed(proposal), *words.unweighed(proposal)]


@register.filter
def is_authorisation(proposal: Proposal | None) -> bool:
    """Does it grant an authorisation, with lines and a validity?"""
    if not proposal:
        return False
    return proposal.outcome in GRANTS and authorises(proposal.request.kind)
