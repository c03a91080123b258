"""The line that something is deducted from, and whether anything stands beside it that has to be looked at.

One statement says what there may be: most lines have one version, no suspension, no rule of the restrictive measures
that may meet them and no earlier deduction for the same declaration, and nothing more is read of those. Where there may
be something, whoever decides reads all of it: the statement only asks more often than need be, never less.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from exportctl.core.compiled import Compiled
from exportctl.core.rules.four_eyes import Status
from licensing.models import (
    Authorisation,
    AuthorisationChange,
    AuthorisationLine,
    AuthorisationStep,
    CustomsHold,
    LineBalance,
    PartyMatch,
    RequestDestination,
    RestrictiveMeasure,
    WriteOff,
)
from licensing.queries.authorisation_versions import in_force
from licensing.queries.effective_days import due_steps
from licensing.queries.write_offs import steps_of
from licensing.rules.authorisations import State
from licensing.rules.effective_days import BEGINS
from licensing.rules.party_matches import State as MatchState
from licensing.rules.write_offs import History, InForce

PAPER = "version__authorisation"
CASE = f"{PAPER}__request"


def _granted(*, balance: int, mrn: str, at: datetime) -> QuerySet[AuthorisationLine]:
    """Of a balance: the line of the version that counts, with its authorisation."""
    rows = AuthorisationLine.objects.filter(
        version__counts_for__balances=balance, number=F("version__counts_for__balances__number")
    )
    joined = rows.select_related(f"{PAPER}__holder", f"{PAPER}__authority__member_state")
    paper = OuterRef(PAPER)
    destinations = RequestDestination.objects.order_by("number").values("country")
    theirs = destinations.filter(version=OuterRef(OuterRef(f"{CASE}__version")))
    law = RestrictiveMeasure.objects.of_law_for(OuterRef(f"{PAPER}__authority"))
    listed = PartyMatch.objects.filter(request=OuterRef(CASE), status=MatchState.CONFIRMED.value)
    begun = [event.value for event in BEGINS]
    acts = AuthorisationChange.objects.filter(status=Status.APPROVED.value, event__in=begun)
    others = LineBalance.objects.filter(authorisation=paper, is_exhausted=False).exclude(pk=balance)
    taken = WriteOff.objects.filter(balance=balance, mrn=mrn).order_by().values("balance")
    return joined.annotate(
        countries=ArraySubquery(destinations.filter(version=OuterRef("version__request_version"))),
        is_held=Exists(CustomsHold.objects.keeping_back(mrn=mrn, at=at)),
        has_steps=Exists(
            AuthorisationStep.objects.filter(authorisation=paper).exclude(state=State.VALID.value)
        ),
        has_acts=Exists(acts.filter(authorisation=paper)),
        meets_law=Exists(law.filter(Q(country="") | Q(country__in=theirs))) | Exists(listed),
        has_others_left=Exists(others),
        times=Subquery(taken.annotate(times=Count("pk")).values("times")),
    )


GRANTED = Compiled(_granted)


@dataclass(frozen=True)
class GrantedLine:
    """`line` with its authorisation; the rest says whether there is any."""

    line: AuthorisationLine
    is_held: bool
    meets_law: bool
    has_others_left: bool
    has_steps: bool  # other than valid
    has_acts: bool  # that may count from a later day
    times: int  # that this declaration was written off from it, what was reversed included

    @property
    def authorisation(self) -> Authorisation:
        return self.line.version.authorisation

    def history(self, *, on: date, at: datetime) -> History:
        paper, version = self.authorisation, self.line.version
        steps = steps_of(paper) if self.has_steps else []
        if self.has_acts:
            steps += due_steps(paper, on=on, at=at)
        if version.number > 1:
            return History(in_force(paper), steps)
        return History([InForce(version.number, version.counts_from, version.valid_until)], steps)


def granted_line(balance: LineBalance, *, mrn: str, at: datetime) -> GrantedLine | None:
    """None where the version that counts has no such line any more."""
    row = cast(Any, GRANTED.first(balance=balance.pk, mrn=mrn, at=at))
    if row is None:
        return None
    paper = row.version.authorisation
    paper.version = row.version
    if not paper.is_general:
        paper.destinations = [code for code in row.countries if code not in row.version.left_out]
    return GrantedLine(
        line=row,
        is_held=row.is_held,
        meets_law=row.meets_law or paper.is_general,
        has_others_left=row.has_others_left,
        has_steps=row.has_steps,
        has_acts=row.has_acts,
        times=row.times or 0,
    )


def history_of(authorisation: Authorisation, *, on: date, at: datetime) -> History:
    """What it said and what it was, from which day on."""
    steps = [*steps_of(authorisation), *due_steps(authorisation, on=on, at=at)]
    return History(in_force(authorisation), steps)
