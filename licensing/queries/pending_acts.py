"""Which acts take a second officer to carry them out, and what waits for one."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from licensing.errors import SecondOfficerNeeded
from licensing.models import PartyMatch, PendingAct, RoutingRule
from licensing.rules.party_matches import Source
from licensing.rules.pending_acts import OF_TWO, TIGHTENED, SoloAct
from licensing.rules.routing_rules import Facts, Match, Purpose, first_match


def takes_second(act: SoloAct, *, authorities: Iterable[UUID]) -> bool:
    """Does this act take a second officer: everywhere, or by a rule of one of the authorities?"""
    return act in OF_TWO or second_officer_of(act, authorities=authorities) is not None


def second_officer_of(act: SoloAct, *, authorities: Iterable[UUID]) -> Match[RoutingRule] | None:
    """The rule by which this act takes a second officer at one of the authorities; None where no rule says so."""
    rules = RoutingRule.objects.standing().of_purpose(Purpose.SECOND_OFFICER)
    return first_match(rules.filter(authority__in=list(authorities)), Facts(act=act.value))


def second_officers_of(authority: Organisation) -> dict[SoloAct, Match[RoutingRule] | None]:
    """Of every act that may be one officer's the rule by which it takes a second one at the authority, in one query."""
    rules = list(
        RoutingRule.objects.standing().of_purpose(Purpose.SECOND_OFFICER).filter(authority=authority)
    )
    return {act: first_match(rules, Facts(act=act.value)) for act in TIGHTENED}


def require_second(act: SoloAct, second: PendingAct | None, *, authorities: Iterable[UUID]) -> None:
    """Raises SecondOfficerNeeded for one officer alone where the act takes two."""
    if second is None and takes_second(act, authorities=authorities):
        raise SecondOfficerNeeded


def takes_two(match: PartyMatch) -> bool:
    """Does it take two officers to say that this hit is somebody else? By its source, or by a rule of the authority."""
    if match.takes_two or match.source != Source.WATCH_LIST:
        return match.takes_two
    authorities = [match.request.authority_id]
    return second_officer_of(SoloAct.RELEASE_WATCHED, authorities=authorities) is not None


def pending_act_about(act: SoloAct, about: UUID) -> PendingAct | None:
    """What a colleague did and waits for a second officer."""
    row: PendingAct | None = (
        PendingAct.objects.pending().filter(act=act.value, about=about).select_related("proposed_by").first()
    )
    return row


def pending_acts_of(authority: Organisation, *, reader: Reader) -> QuerySet[PendingAct]:
    """Everything that waited for a second officer and that the reader may know of, the newest first."""
    rows: QuerySet[PendingAct] = PendingAct.objects.visible_to(reader).filter(authority=authority)
    return rows.select_related("proposed_by", "approved_by", "authority")
