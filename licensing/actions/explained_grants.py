"""A grant that follows a question of Article 14(2) or 16(5) is explained to every authority and to the Commission."""

from datetime import datetime

from django.utils.translation import gettext as _

from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid
from exportctl.core.queries.organisations import authorities_and_commission
from exportctl.core.shapes import error
from licensing.actions.disclosures import refuse_names
from licensing.models import AuthorisationRequest, Decision, ExplainedGrant
from licensing.queries.state_consultations import interests_in, newest_of
from licensing.rules.requests import GRANTS
from licensing.rules.state_consultations import has_to_be_explained


def require_explanation(*, request: AuthorisationRequest, outcome: str, grounds: str) -> None:
    """A grant that everybody is told of says why, and names no exporter. Raises Invalid, NamesExporter."""
    if not _is_explained(request, outcome):
        return
    if not grounds:
        message = _(
            "Other Member States were consulted about this case: the grant is explained to all of them and to the"
            " Commission (Articles 14(2) and 16(5)). Give the reasons."
        )
        raise Invalid(errors=[error("/grounds", message)])
    refuse_names(exporter=request.exporter, texts={"/grounds": grounds})


def _is_explained(request: AuthorisationRequest, outcome: str) -> bool:
    if outcome not in GRANTS:
        return False
    asked = [article for article, _state in newest_of(request)]
    return has_to_be_explained([*asked, *(each.article for each in interests_in(request))])


def explain_grant(*, decision: Decision, at: datetime) -> ExplainedGrant | None:
    """Tell every authority and the Commission of a grant after such a question, whatever was answered to it.

    Article 14(2), last sentence; Article 16(5), last subparagraph. None where nobody had to be asked.
    """
    request = decision.request
    if not _is_explained(request, decision.outcome):
        return None
    grant = ExplainedGrant.objects.create(
        decision=decision, explanation=decision.proposal.grounds, told_at=at
    )
    own_state = request.authority.member_state_id
    owe_notice(
        kind="grant_explained",
        organisations=[each for each in authorities_and_commission() if each.member_state_id != own_state],
        reference=request.reference,
        path=grant.get_absolute_url(),
        at=at,
        facts={"state": str(own_state)},
    )
    return grant
