"""How a procedure is drawn: where each state stands, and how far the tally is from its marks."""

from collections.abc import Iterable
from typing import Any

from django import template

from exportctl.core.look.attributes import read
from licensing.models import AuthorisationRequest, Proposal
from licensing.queries.regimes import basis_of
from notifications.look import states, thresholds
from notifications.queries.outcomes import meaning_of_listing
from notifications.queries.tally import counted, stances_of
from notifications.queries.tally_page import bars

register = template.Library()


@register.inclusion_tag("notifications/look/thresholds.html")
def threshold_bars(tally: Any) -> dict[str, Any]:
    return thresholds.bars(tally)


@register.simple_tag(takes_context=True)
def bars_with(context: dict[str, Any], stance: str) -> dict[str, Any]:
    """The threshold bars as they would stand with this position of the reader's own state."""
    procedure, own = context["procedure"], context["state"]
    stances = {**stances_of(procedure.positions.all()), own.code: stance}
    return bars(procedure, counted(procedure, stances), at=context["at"])


@register.inclusion_tag("notifications/look/tile_map.html")
def tile_map(
    positions: Iterable[Any], own: str = "", title: Any = "", counting: str = thresholds.OBJECTIONS
) -> dict[str, Any]:
    return {"tiles": states.tiles(positions, own=own, counting=counting), "title": title}


@register.inclusion_tag("notifications/look/arc.html")
def arc(
    positions: Iterable[Any],
    own: str = "",
    percent_needed: int = 65,
    title: Any = "",
    counting: str = thresholds.OBJECTIONS,
    tally: Any = None,
) -> dict[str, Any]:
    """Where a `tally` is given, mark and shares are those of its frozen figures."""
    given = list(positions)
    needed, total = read(tally, "population_needed", 0), read(tally, "population_total", 0)
    mark = (100 * needed // total if needed and total else percent_needed) / 100
    agreeing = counting == thresholds.AGREEMENT
    return {
        "wedges": states.arc(given, own=own, mark=mark, total=total),
        "mark": states.arc_mark(mark),
        "figure": states.counted_share(
            given, stance=states.AGREE if agreeing else states.OBJECT, total=total
        ),
        "agreeing": agreeing,
        "title": title,
    }


@register.inclusion_tag("notifications/look/stance_legend.html")
def stance_legend(
    positions: Iterable[Any], own: str = "", counting: str = thresholds.OBJECTIONS
) -> dict[str, Any]:
    return {"rows": states.legend(positions, own=own, counting=counting)}


@register.inclusion_tag("notifications/look/positions_table.html")
def positions_table(
    positions: Iterable[Any],
    own: str = "",
    counting: str = thresholds.OBJECTIONS,
    total: int = 0,
    ended: bool = False,
) -> dict[str, Any]:
    return {"parts": states.table(positions, own=own, counting=counting, total=total, ended=ended)}


@register.simple_tag
def listing_meaning(request: AuthorisationRequest) -> str:
    """What the entry of the request's item means for an export like this one."""
    return " ".join(meaning_of_listing(request=request))


@register.inclusion_tag("look/regime.html")
def decision_basis(proposal: Proposal, request: AuthorisationRequest) -> dict[str, Any]:
    """The provision that a decision rests on, and whether it is law."""
    basis = basis_of(proposal.legal_basis, authority=request.authority)
    return {"regime": basis.text, "in_force": basis.in_force}
