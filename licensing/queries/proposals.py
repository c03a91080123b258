"""What a proposal says of each line of its request."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from licensing.labels import amount, money
from licensing.models import Proposal, RequestLine
from licensing.rules.hearings import Burden, decision_burdens
from licensing.rules.kinds import authorises
from licensing.rules.requests import GRANTS


@dataclass(frozen=True)
class GrantedLine:
    """A line of a request and what a decision says of it; `limit` in words where less is granted."""

    line: RequestLine
    is_granted: bool
    limit: str = ""


def burdens_of(proposal: Proposal) -> tuple[Burden, ...]:
    """By what the decision that it proposes burdens the exporter, against what was asked for."""
    request = proposal.request
    body = request.body or {}
    return decision_burdens(
        outcome=proposal.outcome,
        lines=request.lines if proposal.lines else (),
        limits=proposal.lines,
        asked_months=body.get("valid_for_months"),
        months=proposal.valid_for_months,
    )


def granted_lines(proposal: Proposal) -> list[GrantedLine]:
    """Of a grant what becomes of each line; nothing where another answer is given."""
    if proposal.outcome not in GRANTS or not authorises(proposal.request.kind):
        return []
    limits = {limit["line"]: limit for limit in proposal.lines}
    return [
        GrantedLine(line, not limits or line.number in limits, _limit(line, limits.get(line.number) or {}))
        for line in proposal.request.lines
    ]


def _limit(line: RequestLine, limit: dict[str, Any]) -> str:
    words = [
        amount(limit["quantity"], line.unit) if limit.get("quantity") else "",
        money(Decimal(limit["value"]), line.currency) if limit.get("value") else "",
    ]
    return " · ".join(filter(None, words))
