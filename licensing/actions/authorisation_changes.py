"""What two officers do to an authorisation (Articles 12(4) and 16(1)): one proposes, another carries it out.

Seat, authorisation, its change, the holder's request for it, balances; a deduction holds the authorisation shared.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
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
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import transition
from licensing.actions.authorisation_versions import hold_balances, write_further_version
from licensing.actions.authorisations import hold_authorisation, require_possible, write_step
from licensing.actions.change_requests import answer_change_request, require_declinable, require_open
from licensing.actions.denials import deny_after_change
from licensing.actions.disclosures import refuse_names
from licensing.actions.documents import owe_document
from licensing.actions.party_matches import compare_anew, require_settled
from licensing.actions.prohibitions import require_not_prohibited
from licensing.actions.requests import hold_request
from licensing.actions.successors import replace, require_successor, tell_successor
from licensing.models import (
    Authorisation,
    AuthorisationChange,
    LineBalance,
    Registration,
    RestrictiveMeasure,
)
from licensing.models.documents import DocumentKind
from licensing.queries.authorisation_letters import CHANGE
from licensing.queries.authorisation_versions import contents_of
from licensing.queries.decision_periods import today_of
from licensing.queries.denials import act_of_done
from licensing.queries.state_consultations import denied_since
from licensing.rules import effective_days, hearings
from licensing.rules.authorisation_terms import changed, gaps
from licensing.rules.authorisations import (
    ASKED_FOR,
    AUTHORISATION,
    AUTHORISATION_CHANGE,
    COMPARED,
    GRANTS_ANEW,
    KEEPS_NUMBER,
    NEEDS_REQUEST,
    REPLACES,
    Event,
)
from licensing.rules.effective_days import waits
from licensing.rules.proposals import LIMITING
from licensing.rules.requests import Outcome
from licensing.rules.shapes import JsonObject

# What its holder is told once it is carried out.
NOTICES = {
    Event.SUSPEND: "authorisation_suspended",
    Event.REINSTATE: "authorisation_reinstated",
    Event.REVOKE: "authorisation_revoked",
    Event.ANNUL: "authorisation_annulled",
    Event.CONTINUE: "authorisation_continued",
    Event.AMEND: "authorisation_amended",
    Event.EXTEND: "authorisation_extended",
    Event.CORRECT: "authorisation_corrected",
    Event.RENEW: "authorisation_renewed",
    Event.SPLIT: "authorisation_split",
    Event.REISSUE: "authorisation_reissued",
    Event.DECLINE: "authorisation_change_declined",
}


@transaction.atomic
def propose_change(
    *,
    authorisation_id: UUID,
    event: str,
    grounds: str,
    measure: RestrictiveMeasure | None = None,
    registration: Registration | None = None,
    change_request: UUID | str | None = None,
    actor: User,
    at: datetime,
    **terms: Any,
) -> AuthorisationChange:
    """The first officer's word, with the terms of the act; `change_request`: of the holder, which it answers.

    `measure`: the rule because of which it is done; `registration`: the change of the holder's record.
    What is compared with the lists anew is settled before a colleague approves. Raises WrongStatus, AuthorisationOver,
    Invalid with what is wrong in the terms, Prohibited, Pending while another one waits, NamesExporter.
    """
    authorisation = _hold(authorisation_id, event, actor, at)
    require_possible(authorisation=authorisation, event=event, at=at)
    require_none_pending(acts=AuthorisationChange.objects.filter(authorisation=authorisation))
    change = AuthorisationChange(
        authorisation=authorisation,
        event=Event(event).value,
        grounds=grounds,
        measure=measure,
        registration=registration,
        terms={name: value for name, value in terms.items() if value is not None},
        proposed_by=actor,
    )
    change.change_request = require_open(
        authorisation=authorisation, change_request=change_request, needed=event in NEEDS_REQUEST
    )
    if change.event == Event.DECLINE:
        require_declinable(authorisation=authorisation, asked=change.change_request)
    _require_plausible(authorisation, change, at)
    _require_terms(authorisation, change, {}, at)
    if change.event in COMPARED:
        compare_anew(request=authorisation.case, renamed=_renamed(authorisation, change), at=at)
    if act_of_done(change):  # the other states read why
        refuse_names(exporter=authorisation.holder, texts={"/grounds": grounds})
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

    Raises FourEyes, WrongStatus, AuthorisationOver, Prohibited, MatchOpen, Invalid where its terms do not fit any more.
    """
    authorisation, change = _hold_change(authorisation_id, change_id, actor, at)
    require_other_officer(act=change, actor=actor)
    AUTHORISATION_CHANGE.step(change.status, "approve")
    require_possible(authorisation=authorisation, event=change.event, at=at)
    if late := effective_days.missed(change.terms, today=today_of(authorisation.authority, at=at)):
        raise Invalid(errors=late)
    if change.change_request_id:
        answer_change_request(change=change, actor=actor, at=at)
    balances = hold_balances(authorisation=authorisation)
    _require_terms(authorisation, change, balances, at)
    if change.event in COMPARED:
        require_settled(request=authorisation.case, renamed=_renamed(authorisation, change), at=at)
    facts = {"authorisation": authorisation.reference, "change": change.event}
    approve_act(act=change, machine=AUTHORISATION_CHANGE, actor=actor, at=at, **facts)
    if waits(change.terms):  # it is decided, and begins to count on its day
        deny_after_change(authorisation=authorisation, change=change, actor=actor, at=at)
        _tell_holder(authorisation, change, at, told="authorisation_act_ahead")
        return authorisation
    led_to = _carry_out(authorisation, change, balances, actor, at)
    transition(
        authorisation,
        change.event,
        machine=AUTHORISATION,
        actor=actor,
        at=at,
        changes={"changed_at": at},
        change=str(change.pk),
        **led_to,
    )
    write_step(authorisation=authorisation, actor=actor, at=at, change=change)
    deny_after_change(authorisation=authorisation, change=change, actor=actor, at=at)
    _tell_holder(authorisation, change, at)
    if change.terms.get("successor"):
        tell_successor(authorisation=authorisation, at=at)
    return authorisation


def _carry_out(
    authorisation: Authorisation,
    change: AuthorisationChange,
    balances: Mapping[int, LineBalance],
    actor: User,
    at: datetime,
) -> dict[str, Any]:
    """A further version, or what stands in its place; the facts for the trail."""
    given: dict[str, Any] = {"authorisation": authorisation, "change": change, "balances": balances}
    if change.event in KEEPS_NUMBER:
        return {"version": write_further_version(**given, actor=actor, at=at).number}
    if change.event in REPLACES:
        return {"replaced_by": [each.reference for each in replace(**given, actor=actor, at=at)]}
    return {}


def _require_plausible(authorisation: Authorisation, change: AuthorisationChange, at: datetime) -> None:
    """How its holder was heard, from when it counts, and because of which measure it continues. Raises Invalid."""
    today = today_of(authorisation.authority, at=at)
    wrong = hearings.wrong(change.hearing, today=today) + effective_days.gaps(change.terms, today=today)
    if change.event == Event.CONTINUE and change.measure is None:
        message = _(
            "It is continued in sight of a restrictive measure: propose that on the page of the measure."
        )
        wrong = [*wrong, error("/event", message)]
    if wrong:
        raise Invalid(errors=wrong)


def _require_terms(
    authorisation: Authorisation,
    change: AuthorisationChange,
    balances: Mapping[int, LineBalance],
    at: datetime,
) -> None:
    """The terms fit what is left now, and nothing forbids what they grant. Raises Invalid, Prohibited."""
    if change.event not in ASKED_FOR:
        return
    assert authorisation.version
    rows = balances or authorisation.balance_of
    errors = gaps(
        change.event,
        before=contents_of(authorisation.version),
        terms=change.terms,
        balances={number: row.balance for number, row in rows.items()},
        today=today_of(authorisation.authority, at=at),
    )
    if errors:
        raise Invalid(errors=errors)
    if change.terms.get("successor"):
        require_successor(authorisation=authorisation, number=change.terms["successor"])
    if change.event != Event.CORRECT and not change.terms.get("substantial"):
        _require_lawful(authorisation, at)
    if change.event in GRANTS_ANEW:
        _require_undenied(authorisation)


def _require_lawful(authorisation: Authorisation, at: datetime) -> None:
    """What lets an authorisation live on is granted anew: a prohibition since stands against it."""
    assert authorisation.decision  # granted
    proposal = authorisation.decision.proposal
    terms: JsonObject = {name: getattr(proposal, name) for name in LIMITING}
    outcome = Outcome.GRANT.value
    require_not_prohibited(request=authorisation.case, outcome=outcome, terms=terms, at=at)


def _renamed(authorisation: Authorisation, change: AuthorisationChange) -> dict[str, str]:
    """How its parties are written from then on."""
    assert authorisation.version
    after = changed(contents_of(authorisation.version), change.terms)
    return {role: name for role, (name, _address) in after.parties.items()}


def _require_undenied(authorisation: Authorisation) -> None:
    """Before it grants for a further time an authority asks whoever denied the same since (Article 16(5)).

    Raises Invalid: a question is asked about a request.
    """
    if states := denied_since(authorisation.case):
        message = _(
            "Since the grant an essentially identical transaction was denied by: %(states)s. They have to be asked"
            " before it is granted for a further time (Article 16(5)): that takes a new request."
        )
        raise Invalid(message % {"states": ", ".join(states)})


def _tell_holder(
    authorisation: Authorisation, change: AuthorisationChange, at: datetime, *, told: str = ""
) -> None:
    """The letter, and the message that it has come."""
    owe_document(
        request=authorisation.case,
        kind=DocumentKind.DECISION_LETTER.value,
        about=change.pk,
        at=at,
        facts={"letter": CHANGE},
        name=f"{authorisation.reference}-{change.event}.pdf",
    )
    owe_notice(
        kind=told or NOTICES[Event(change.event)],
        organisations=[authorisation.holder.organisation],
        reference=authorisation.reference,
        path=authorisation.get_absolute_url(),
        at=at,
    )


@transaction.atomic
def discard_change(
    *, authorisation_id: UUID, change_id: UUID, actor: User, at: datetime
) -> AuthorisationChange:
    """Drop a proposal, one's own or a colleague's."""
    _authorisation, change = _hold_change(authorisation_id, change_id, actor, at)
    discard_act(act=change, machine=AUTHORISATION_CHANGE, actor=actor, at=at)
    return change


def _hold(authorisation_id: UUID, event: str, actor: User, at: datetime) -> Authorisation:
    """Seat, the case where its parties are compared, authorisation."""
    case = Authorisation.objects.filter(pk=authorisation_id).values_list("request", flat=True).first()
    if case and event in COMPARED:
        hold_request(request_id=case, permission=Permission.HANDLE, actor=actor, at=at)
    return hold_authorisation(
        authorisation_id=authorisation_id, permission=Permission.HANDLE, actor=actor, at=at
    )


def _hold_change(
    authorisation_id: UUID, change_id: UUID, actor: User, at: datetime
) -> tuple[Authorisation, AuthorisationChange]:
    """Seat, authorisation, proposal about it. Raises NotFound for a proposal about another one."""
    changes = AuthorisationChange.objects.filter(authorisation=authorisation_id)
    event = changes.filter(pk=change_id).values_list("event", flat=True).first()
    if event is None:
        raise NotFound
    authorisation = _hold(authorisation_id, event, actor, at)
    change: AuthorisationChange = hold_act(acts=changes, act_id=change_id)
    change.authorisation = authorisation
    return authorisation, change
