"""What a proposal says of each line of its request."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from licensing.labels import amount, money
from licensing.models import AuthorisationRequest, Proposal, RequestLine
from licensing.rules.denials import Refused, refused_parts
from licensing.rules.hearings import Burden, decision_burdens
from licensing.rules.kinds import authorises
from licensing.rules.requests import GRANTS


@dataclass(frozen=True)
class GrantedLine:
    """A line of a request and what a decision says of it; `limit` in words where less is granted."""

    line: RequestLine
    is_granted: bool
    limit: str = ""


def burdens_of(proposal: Proposal, *, request: AuthorisationRequest | None = None) -> tuple[Burden, ...]:
    """By what the decision that it proposes burdens the exporter, against what was asked for; `request`: if known."""
    request = request or proposal.request
    body = request.body or {}
    return decision_burdens(
        outcome=proposal.outcome,
        lines=request.lines if proposal.lines else (),
        limits=proposal.lines,
        left_out=proposal.left_out,
        asked_months=body.get("valid_for_months"),
        months=proposal.valid_for_months,
    )


def refused_of(
    request: AuthorisationRequest,
    outcome: str,
    *,
    lines: Iterable[Mapping[str, Any]],
    left_out: Collection[str],
) -> list[Refused]:
    """What a decision refuses, line by line, as its proposal limits it."""
    return refused_parts(
        outcome=outcome,
        lines=[line.number for line in request.lines],
        granted={int(limit["line"]) for limit in lines},
        destinations=[each.country for each in request.destinations],
        left_out=left_out,
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
