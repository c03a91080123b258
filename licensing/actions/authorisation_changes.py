"""Suspending, reinstating, revoking or annulling what was granted (Article 16(1)): two officers, with grounds."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import NotFound, WrongStatus
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import transition
from licensing.actions.authorisations import hold_authorisation, require_possible, write_step
from licensing.actions.denials import deny_after_change
from licensing.actions.disclosures import refuse_names
from licensing.actions.documents import owe_document
from licensing.models import Authorisation, AuthorisationChange, RestrictiveMeasure
from licensing.models.documents import DocumentKind
from licensing.queries.authorisation_letters import CHANGE
from licensing.rules.authorisations import AUTHORISATION, AUTHORISATION_CHANGE, Event
from licensing.rules.denials import act_of_change

# What its holder is told once it is carried out.
NOTICES = {
    Event.SUSPEND: "authorisation_suspended",
    Event.REINSTATE: "authorisation_reinstated",
    Event.REVOKE: "authorisation_revoked",
    Event.ANNUL: "authorisation_annulled",
    Event.CONTINUE: "authorisation_continued",
}


@transaction.atomic
def propose_change(
    *,
    authorisation_id: UUID,
    event: str,
    grounds: str,
    measure: RestrictiveMeasure | None = None,
    actor: User,
    at: datetime,
) -> AuthorisationChange:
    """The first officer's word; `measure`: the rule because of which it is done.

    Raises WrongStatus, AuthorisationOver, Pending while another one waits, NamesExporter.
    """
    authorisation = _hold(authorisation_id, actor, at)
    if authorisation.is_general:
        raise WrongStatus(_("Nobody granted a general authorisation. Forbid its use to the company instead."))
    require_possible(authorisation=authorisation, event=event, at=at)
    require_none_pending(acts=AuthorisationChange.objects.filter(authorisation=authorisation))
    if act_of_change(event, in_force=authorisation.in_force):  # the other states read why
        refuse_names(exporter=authorisation.holder, texts={"/grounds": grounds})
    change = AuthorisationChange(
        authorisation=authorisation,
        event=Event(event).value,
        grounds=grounds,
        measure=measure,
        proposed_by=actor,
    )
    waiting = Waiting(
        "authorisation_change_waiting",
        [authorisation.authority],
        authorisation.reference,
        authorisation.get_absolute_url(),
    )
    facts = {"authorisation": authorisation.reference, "change": change.event}
    propose_act(act=change, machine=AUTHORISATION_CHANGE, at=at, waiting=waiting, **facts)
    return change


@transaction.atomic
def approve_change(*, authorisation_id: UUID, change_id: UUID, actor: User, at: datetime) -> Authorisation:
    """Carry out what a colleague proposed, from today on; an annulment counts from the beginning.

    Raises FourEyes, WrongStatus, AuthorisationOver.
    """
    authorisation, change = _hold_change(authorisation_id, change_id, actor, at)
    require_other_officer(act=change, actor=actor)
    AUTHORISATION_CHANGE.step(change.status, "approve")
    require_possible(authorisation=authorisation, event=change.event, at=at)
    facts = {"authorisation": authorisation.reference, "change": change.event}
    approve_act(act=change, machine=AUTHORISATION_CHANGE, actor=actor, at=at, **facts)
    transition(
        authorisation,
        change.event,
        machine=AUTHORISATION,
        actor=actor,
        at=at,
        changes={"changed_at": at},
        change=str(change.pk),
    )
    write_step(authorisation=authorisation, actor=actor, at=at, change=change)
    deny_after_change(authorisation=authorisation, change=change, actor=actor, at=at)
    owe_document(
        request=authorisation.case,
        kind=DocumentKind.DECISION_LETTER.value,
        about=change.pk,
        at=at,
        facts={"letter": CHANGE},
        name=f"{authorisation.reference}-{change.event}.pdf",
    )
    owe_notice(
        kind=NOTICES[Event(change.event)],
        organisations=[authorisation.holder.organisation],
        reference=authorisation.reference,
        path=authorisation.get_absolute_url(),
        at=at,
    )
    return authorisation


@transaction.atomic
def discard_change(
    *, authorisation_id: UUID, change_id: UUID, actor: User, at: datetime
) -> AuthorisationChange:
    """Drop a proposal, one's own or a colleague's."""
    _authorisation, change = _hold_change(authorisation_id, change_id, actor, at)
    discard_act(act=change, machine=AUTHORISATION_CHANGE, actor=actor, at=at)
    return change


def _hold(authorisation_id: UUID, actor: User, at: datetime) -> Authorisation:
    return hold_authorisation(
        authorisation_id=authorisation_id, permission=Permission.HANDLE, actor=actor, at=at
    )


def _hold_change(
    authorisation_id: UUID, change_id: UUID, actor: User, at: datetime
) -> tuple[Authorisation, AuthorisationChange]:
    """Seat, authorisation, proposal about it. Raises NotFound for a proposal about another one."""
    authorisation = _hold(authorisation_id, actor, at)
    changes = AuthorisationChange.objects.filter(authorisation=authorisation)
    change: AuthorisationChange = hold_act(acts=changes, act_id=change_id)
    if change is None:
        raise NotFound
    change.authorisation = authorisation
    return authorisation, change
