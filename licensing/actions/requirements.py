"""Requirements on items that are not listed: who is told of one, who passes it on, who hears that it is lifted.

A state that is not on this system tells of one on paper, and of its end: an officer enters both.

Regulation (EU) 2021/821, Articles 4(4) and 5(4): one's own customs, at once; under Article 4 the other Member States
and the Commission as well, unless the authority finds that it must not be. Article 4(5): those inform their customs.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.constraints import unless_taken
from exportctl.core.countries import country
from exportctl.core.errors import Invalid, StaleState
from exportctl.core.i18n import fill
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import authorities_and_commission, customs_of, is_on_system
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.models import Decision, PassedRequirement, RequirementPaper, SharedRequirement
from licensing.queries.decision_periods import today_of
from licensing.rules.requirements import SHARED_REQUIREMENT, Event, State, is_told_to_states


def tell_customs(*, decision: Decision, at: datetime) -> None:
    """Of items that are not listed an export takes an authorisation from now on: which, to whom, of whom."""
    _tell("requirement_imposed", decision, at)


def tell_customs_no_more(*, decision: Decision, at: datetime) -> None:
    """The decision behind it was taken back: nothing is required by it any more."""
    _tell("requirement_lifted", decision, at)


def share_requirement(*, decision: Decision, actor: User, at: datetime) -> None:
    """In the approval's transaction: the other authorities and the Commission are told, unless it says why not.

    They read the dossier's words, the item, its recipients and the destination, never the exporter.
    """
    told = is_told_to_states(outcome=decision.outcome, legal_basis=decision.legal_basis)
    if not told or decision.proposal.confidential_because:
        return
    shared = SharedRequirement.objects.create(decision=decision, shared_at=at)
    facts = {"target": State.STANDS.value, "request": decision.request.reference}
    record(shared, Event.SHARE, machine=SHARED_REQUIREMENT, actor=actor, at=at, **facts)
    _tell_states("requirement_shared", shared, _others(shared), at)


def lift_shared(*, decision: Decision, actor: User, at: datetime) -> None:
    """With the decision that imposed it."""
    shared = locks.lock_for_update(SharedRequirement.objects.standing().with_case().filter(decision=decision))
    if shared is None:
        return
    _lift(shared, actor=actor, at=at)


@transaction.atomic
def enter_requirement(
    *,
    authority: Organisation,
    state: str,
    paper_number: str,
    received_on: str,
    imposed_on: str,
    actor: User,
    at: datetime,
    **words: str,
) -> SharedRequirement:
    """What a state that is not on this system tells on paper (Article 4(4)); the others here read it from now on.

    Raises Invalid for one's own state, one that tells of it here, days that cannot be, a paper entered already.
    """
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    _require_outside(state, authority, at)
    reached_on, since = date.fromisoformat(received_on), date.fromisoformat(imposed_on)
    _require_days(reached_on, since, today=today_of(authority, at=at))
    taken = Invalid(errors=[error("/paper_number", _("This paper of that state is entered already."))])
    with unless_taken("requirement_paper_once", taken):
        paper = RequirementPaper.objects.create(
            reference=next_reference(prefix=f"{state}-R", at=at, digits=4),
            told_by_id=state,
            authority=authority,
            entered_by=actor,
            number=paper_number,
            received_on=reached_on,
            imposed_on=since,
            **words,
        )
    shared = SharedRequirement.objects.create(paper=paper, shared_at=at)
    facts = {"target": State.STANDS.value, "requirement": paper.reference, "state": state}
    record(shared, Event.ENTER, machine=SHARED_REQUIREMENT, actor=actor, at=at, **facts)
    others = [each for each in _others(shared) if each != authority]
    _tell_states("requirement_shared", shared, others, at)
    return shared


@transaction.atomic
def enter_end(
    *, requirement: SharedRequirement, paper_number: str, lifted_on: str, actor: User, at: datetime
) -> SharedRequirement:
    """A later paper of that state lifts it. Raises StaleState where it does not stand, Invalid for its day.

    Only the authority that entered the requirement enters its end; what was decided here ends with its decision.
    """
    given = [requirement.authority.pk]
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=given, at=at)
    rows = SharedRequirement.objects.standing().with_case().filter(pk=requirement.pk, paper__isnull=False)
    held = locks.lock_for_update(rows)
    if held is None or held.paper is None:
        raise StaleState(_("Only a requirement that came on paper and stands is lifted by a paper."))
    ended_on = date.fromisoformat(lifted_on)
    if ended_on < held.paper.imposed_on:
        raise Invalid(
            errors=[error("/lifted_on", _("It was imposed later: compare the day with the paper."))]
        )
    if ended_on > today_of(held.paper.authority, at=at):
        raise Invalid(errors=[error("/lifted_on", _("This day has not come yet."))])
    _lift(held, actor=actor, at=at, lifted_number=paper_number, lifted_on=ended_on)
    return held


@transaction.atomic
def pass_requirement_on(
    *, requirement: SharedRequirement, authority: Organisation, actor: User, at: datetime
) -> PassedRequirement:
    """Customs of the authority's state are told at once. Raises StaleState for what was lifted or passed on."""
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    others = SharedRequirement.objects.of_others(authority).standing()
    held = locks.lock_for_update(others.with_case().filter(pk=requirement.pk))
    if held is None:
        raise StaleState(_("Only a requirement of another state that stands is passed on."))
    with unless_taken("requirement_passed_once", StaleState(_("Your customs were told of this already."))):
        passed = PassedRequirement.objects.create(
            requirement=held, authority=authority, passed_by=actor, passed_at=at
        )
    facts = {"source": held.status, "target": held.status, **_named(held)}
    record(held, Event.PASS_ON, machine=SHARED_REQUIREMENT, actor=actor, at=at, **facts)
    _tell_states("requirement_passed_on", held, customs_of(str(authority.member_state_id)), at)
    return passed


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


def _tell_states(
    kind: str, shared: SharedRequirement, organisations: list[Organisation], at: datetime
) -> None:
    owe_notice(
        kind=kind,
        organisations=organisations,
        reference=shared.reference,
        path=shared.get_absolute_url(),
        at=at,
        facts={"state": shared.member_state},
    )


def _lift(shared: SharedRequirement, *, actor: User, at: datetime, **paper: object) -> None:
    """It stands no more: all who were told are told that, customs to whom it was passed on as well."""
    changes, facts = {"lifted_at": at, **paper}, _named(shared)
    transition(shared, Event.LIFT, machine=SHARED_REQUIREMENT, actor=actor, at=at, changes=changes, **facts)
    passed = shared.passed.select_related("authority")
    customs = [each for row in passed for each in customs_of(str(row.authority.member_state_id))]
    _tell_states("shared_requirement_lifted", shared, [*_others(shared), *customs], at)


def _named(shared: SharedRequirement) -> dict[str, str]:
    """Its number in the audit: of the case, or of the paper as it was entered."""
    return {"requirement" if shared.paper else "request": shared.reference}


def _require_outside(state: str, own: Organisation, at: datetime) -> None:
    if state == own.member_state_id:
        raise Invalid(errors=[error("/state", _("Choose another Member State than your own."))])
    if is_on_system(state, at=at):
        text = fill(
            _("%(state)s is on this system: what it requires it tells here."), {"state": country(state)}
        )
        raise Invalid(errors=[error("/state", text)])


def _require_days(received_on: date, imposed_on: date, *, today: date) -> None:
    errors = []
    if received_on > today:
        errors.append(error("/received_on", _("This day has not come yet.")))
    if imposed_on > received_on:
        text = _("A requirement is told after it was imposed: compare both days with the paper.")
        errors.append(error("/imposed_on", text))
    if errors:
        raise Invalid(errors=errors)


def _others(shared: SharedRequirement) -> list[Organisation]:
    """The authorities of the other states, and the Commission."""
    return [each for each in authorities_and_commission() if each.member_state_id != shared.member_state]
