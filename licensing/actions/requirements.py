"""Customs of one's own state are told at once of a requirement that a decision imposes (Articles 4(4) and 5(4))."""

from datetime import datetime

from exportctl.core.actions.notices import owe_notice
from exportctl.core.queries.organisations import customs_of
from licensing.models import Decision


def tell_customs(*, decision: Decision, at: datetime) -> None:
    """Of items that are not listed an export takes an authorisation from now on: which, to whom, of whom."""
    _tell("requirement_imposed", decision, at)


def tell_customs_no_more(*, decision: Decision, at: datetime) -> None:
    """The decision behind it was taken back: nothing is required by it any more."""
    _tell("requirement_lifted", decision, at)


def _tell(kind: str, decision: Decision, at: datetime) -> None:
    if not decision.imposes_requirement:
        return
    request = decision.request
    owe_notice(
        kind=kind,
        organisations=customs_of(str(request.authority.member_state_id)),
        reference=request.reference,
        path=decision.get_absolute_url(),
        at=at,
    )
