"""Requirements on items that are not listed: who is told of one, who passes it on, who hears that it is lifted.

Regulation (EU) 2021/821, Articles 4(4) and 5(4): one's own customs, at once; under Article 4 the other Member States
and the Commission as well, unless the authority finds that it must not be. Article 4(5): those inform their customs.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import StaleState
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import authorities_and_commission, customs_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record, transition
from licensing.models import Decision, PassedRequirement, SharedRequirement
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
    """With the decision that imposed it: all who were told are told that, customs to whom it was passed on as well."""
    shared = locks.lock_for_update(SharedRequirement.objects.standing().with_case().filter(decision=decision))
    if shared is None:
        return
    changes, facts = {"lifted_at": at}, {"request": decision.request.reference}
    transition(shared, Event.LIFT, machine=SHARED_REQUIREMENT, actor=actor, at=at, changes=changes, **facts)
    passed = shared.passed.select_related("authority")
    customs = [each for row in passed for each in customs_of(str(row.authority.member_state_id))]
    _tell_states("shared_requirement_lifted", shared, [*_others(shared), *customs], at)


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
    facts = {"source": held.status, "target": held.status, "request": held.decision.request.reference}
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
        reference=shared.decision.request.reference,
        path=shared.get_absolute_url(),
        at=at,
        facts={"state": shared.member_state},
    )


def _others(shared: SharedRequirement) -> list[Organisation]:
    """The authorities of the other states, and the Commission."""
    return [each for each in authorities_and_commission() if each.member_state_id != shared.member_state]
