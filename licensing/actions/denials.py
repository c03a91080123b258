"""Denials: filed with the act that denies, in its transaction, and told to every other authority and the Commission.

Regulation (EU) 2021/821, Article 16(1). Each refused line has its own, because the next transaction is compared with
an item and its recipient (Article 2(22)).
"""

from collections.abc import Iterable
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from controllist.rules.matching import item_key
from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import authorities_and_commission
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.decisions import Approval
from licensing.actions.listed_names import list_names, unlist_names
from licensing.actions.passed_denials import tell_customs_no_more
from licensing.actions.state_consultations import ask_about_denial
from licensing.models import (
    Authorisation,
    AuthorisationChange,
    Decision,
    Denial,
    DenialParty,
    Exporter,
    Proposal,
    RequestLine,
    RequestParty,
)
from licensing.queries.decision_periods import today_of
from licensing.queries.denials import act_of_done
from licensing.queries.proposals import refused_of
from licensing.queries.regimes import basis_of
from licensing.rules.denials import (
    DENIAL,
    Act,
    Event,
    Refused,
    State,
    act_of_decision,
    falls_away,
    limits,
    review_due_on,
)
from licensing.rules.names import names_exporter
from licensing.rules.party_matches import Source
from licensing.rules.versions import Role, name_key

WORDS = ("control_entry", "name", "manufacturer", "model", "description", "ground")


@transaction.atomic
def file_denials(*, decision: Decision, actor: User, at: datetime) -> Approval:
    """One denial for each line that the decision refuses; none where it denies nothing or rests on no law in force.

    Runs in the approval's transaction, also of a grant: the lines and the destinations that it leaves out are refused,
    a granted line for those destinations, and to their parties. What two officers found to be a substantial limitation
    is told for each line that is granted, with why.
    """
    request, proposal = decision.request, decision.proposal
    told: dict[str, Any] = {
        "kind": request.kind,
        "outcome": decision.outcome,
        "in_force": basis_of(decision.legal_basis, authority=request.authority).in_force,
        "is_enquiry": request.is_enquiry,
    }
    rows = []
    parts = refused_of(request, decision.outcome, lines=proposal.lines, left_out=proposal.left_out)
    if act := act_of_decision(**told, refuses_part=bool(parts)):
        ground = (proposal.dossier or {}).get("grounds") or proposal.grounds
        rows += [_row_of_part(decision, part) | {"act": act.value, "ground": ground} for part in parts]
    if limits(**told, because=proposal.substantial_because):
        limited = {"act": Act.LIMIT.value, "ground": proposal.substantial_because}
        granted = [line.number for line in request.lines if line.number in _granted_lines(proposal)]
        kept = tuple(each.country for each in request.destinations if each.country not in proposal.left_out)
        rows += [_row_of_part(decision, Refused(number, kept)) | limited for number in granted]
    file_all(rows=rows, actor=actor, at=at)
    return Approval(status=request.status)


def _granted_lines(proposal: Proposal) -> set[int]:
    """By their numbers; every one of a grant that limits none."""
    return {int(limit["line"]) for limit in proposal.lines} or {
        line.number for line in proposal.request.lines
    }


def _row_of_part(decision: Decision, part: Refused) -> dict[str, Any]:
    """A line for some destinations or all, with the parties there."""
    request, proposal = decision.request, decision.proposal
    line = request.lines[part.line - 1]
    words = (proposal.dossier or {}) if line.pk == proposal.item.pk else {}
    elsewhere = {each.country for each in request.destinations} - set(part.destinations)
    return row_of_line(line=line, exporter=request.exporter, words=words) | {
        "authority": request.authority,
        "request": request,
        "decision": decision,
        "legal_basis": decision.legal_basis,
        "destinations": list(part.destinations),
        "parties": [each for each in request.parties if each.country not in elsewhere],
    }


def deny_after_change(
    *, authorisation: Authorisation, change: AuthorisationChange, actor: User, at: datetime
) -> None:
    """What two officers did to an authorisation is notified as well, for each of its lines (Article 16(1)).

    The caller holds the authorisation. What was notified before falls away: after a suspension the next act is the
    final assessment that the same addressees are told of, and an annulment takes the place of a revocation.
    """
    lift_after_change(authorisation=authorisation, event=change.event, actor=actor, at=at)
    act = act_of_done(change)
    version = authorisation.version
    if act is None or version is None:
        return
    source = version.request_version
    assert source  # no general authorisation is changed so
    common = {
        "act": act.value,
        "authority": authorisation.authority,
        "request": authorisation.case,
        "change": change,
        "legal_basis": authorisation.legal_basis,
        "ground": change.grounds,
        "destinations": authorisation.destinations,
        "parties": [each for each in source.parties.all() if each.country not in version.left_out],
    }
    lines = version.lines.select_related("declared").order_by("number")
    used_up = {number for number, row in authorisation.balance_of.items() if row.balance.exhausted}
    denials = [
        row_of_line(line=line.declared, exporter=authorisation.holder, words={}) | common
        for line in lines
        if line.declared and not (act == Act.REFUSE and line.number in used_up)  # of it nothing was asked for
    ]
    file_all(rows=denials, actor=actor, at=at)


def lift_after_change(*, authorisation: Authorisation, event: str, actor: User, at: datetime) -> None:
    """What was notified of it falls away with the act that takes its place."""
    ending = [act.value for act in Act if falls_away(act, event)]
    if ending:
        earlier = Denial.objects.filter(change__authorisation=authorisation, act__in=ending)
        lift_denials(denials=earlier, actor=actor, at=at)


def deny_no_more(*, decision: Decision, actor: User, at: datetime) -> None:
    """The refusal itself was taken back: what it was notified as falls away, and everybody is told."""
    lift_denials(denials=Denial.objects.filter(decision=decision), actor=actor, at=at)


@transaction.atomic
def enter_denial(
    *,
    authority: Organisation,
    state: str,
    paper_number: str,
    paper_on: str,
    end_user: str,
    actor: User,
    at: datetime,
    destination: str,
    decided_on: str,
    end_user_address: str = "",
    consignee: str = "",
    **words: str,
) -> Denial:
    """What another state notified on paper: older than this system, or of a state that is not on it.

    Its day and number count as if it had come here by itself. Raises Invalid where it is entered already, and for
    days that cannot be.
    """
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    _require_new(state, paper_number)
    notified_on, denied_on = date.fromisoformat(paper_on), date.fromisoformat(decided_on)
    _require_plausible(notified_on, denied_on, today=today_of(authority, at=at))
    denial = Denial.objects.create(
        reference=next_reference(prefix=f"{state}-D", at=at, digits=4),
        member_state_id=state,
        authority=authority,
        act=words["act"],
        legal_basis=words["legal_basis"],
        decided_on=denied_on,
        destinations=[destination],
        paper_number=paper_number,
        paper_on=notified_on,
        entered_by=actor,
        notified_at=at,
        review_due_on=review_due_on(notified_on),
        item_key=item_key(words.get("manufacturer") or "", words.get("model") or ""),
        **{name: words.get(name) or "" for name in WORDS},
    )
    parties = [(Role.END_USER, end_user, end_user_address), (Role.CONSIGNEE, consignee, "")]
    _name_parties(denial, parties, destination)
    _list(denial, [name for _role, name, _address in parties if name], at)
    facts = {"denial": denial.reference, "state": state}
    record(denial, Event.ENTER, machine=DENIAL, actor=actor, at=at, target=State.VALID.value, **facts)
    ask_about_denial(denial=denial, at=at)
    return denial


def _require_new(state: str, paper_number: str) -> None:
    earlier = Denial.objects.filter(member_state=state, paper_number=paper_number).first()
    if earlier:
        message = _("This denial of that state is entered already: %(reference)s.")
        raise Invalid(errors=[error("/paper_number", message % {"reference": earlier.reference})])


def _require_plausible(notified_on: date, denied_on: date, *, today: date) -> None:
    errors = []
    if notified_on > today:
        errors.append(error("/paper_on", _("This day has not come yet.")))
    if denied_on > notified_on:
        message = _("A denial is notified after it was decided: compare both days with the paper.")
        errors.append(error("/decided_on", message))
    if errors:
        raise Invalid(errors=errors)


def _list(denial: Denial, names: Iterable[str], at: datetime) -> None:
    """Its parties are names that further requests are compared with (Article 16(5)); the worker looks for them."""
    list_names(
        source=Source.DENIAL, entry=denial.pk, number=denial.reference, names=names, at_once=False, at=at
    )


def _name_parties(denial: Denial, parties: Iterable[tuple[Role, str, str]], country: str) -> None:
    DenialParty.objects.bulk_create(
        DenialParty(
            denial=denial,
            role=role.value,
            number=1,
            name=name,
            name_key=name_key(name),
            address=address,
            country=country,
        )
        for role, name, address in parties
        if name
    )


def lift_denials(*, denials: Any, actor: User, at: datetime) -> None:
    """Those of `denials` that are valid fall away with the act that they told of."""
    rows = denials.valid().select_related("authority").order_by("pk")
    lifted: list[Denial] = locks.lock_all_for_update(rows)
    for denial in lifted:
        changes = {"review_due_on": None}
        facts = {"denial": denial.reference}
        unlist_names(source=Source.DENIAL, entry=denial.pk, at=at)
        transition(denial, Event.FALL_AWAY, machine=DENIAL, actor=actor, at=at, changes=changes, **facts)
    if lifted:
        tell_customs_no_more(denials=lifted, at=at)
        tell_others(denial=min(lifted, key=attrgetter("reference")), kind="denial_fallen_away", at=at)


def tell_others(*, denial: Denial, kind: str, at: datetime, due_on: date | None = None) -> None:
    """Owe the message to the authorities of the other states and to the Commission (Article 16(1) and (2))."""
    facts: dict[str, object] = {"state": str(denial.member_state_id)}
    if due_on is not None:
        facts["due_on"] = due_on.isoformat()
    owe_notice(
        kind=kind,
        organisations=_others(denial.authority),
        reference=denial.reference,
        path=f"{denial.get_absolute_url()}/notification",
        at=at,
        facts=facts,
    )


def _others(authority: Organisation) -> list[Organisation]:
    """Those of the same state know by themselves."""
    every = authorities_and_commission()
    return [each for each in every if each.member_state_id != authority.member_state_id]


def row_of_line(*, line: RequestLine, exporter: Exporter, words: dict[str, Any]) -> dict[str, Any]:
    """The item as the other states read it; a description that names the exporter stays out."""
    description = words.get("description") or line.description
    if names_exporter({"/description": description}, **exporter.identity):
        description = ""
    return {
        "line": line.number,
        "control_entry": line.control_entry,
        "cn_code": line.cn_code,
        "name": line.name,
        "manufacturer": line.manufacturer,
        "model": line.model,
        "item_key": line.item_key,
        "description": description,
    }


def file_all(*, rows: list[dict[str, Any]], actor: User, at: datetime) -> list[Denial]:
    """Write them, each with its `parties`, and tell everybody once: of several lines the message names the first."""
    denials = [_write(row, row.pop("parties"), actor, at) for row in rows]
    if denials:
        tell_others(denial=denials[0], kind="denial_notified", at=at)
    for denial in denials:
        ask_about_denial(denial=denial, at=at)
    return denials


def _write(row: dict[str, Any], parties: Iterable[RequestParty], actor: User, at: datetime) -> Denial:
    authority: Organisation = row["authority"]
    today = today_of(authority, at=at)
    denial = Denial.objects.create(
        reference=next_reference(prefix=f"{authority.member_state_id}-D", at=at, digits=4),
        member_state_id=str(authority.member_state_id),
        decided_on=today,
        notified_at=at,
        review_due_on=review_due_on(today),
        **row,
    )
    DenialParty.objects.bulk_create(
        DenialParty(
            denial=denial,
            role=party.role,
            number=party.number,
            name=party.name,
            name_key=party.name_key,
            address=party.address,
            country=party.country,
        )
        for party in parties
    )
    _list(denial, [party.name for party in parties], at)
    facts: dict[str, Any] = {"denial": denial.reference, "act": denial.act, "line": denial.line}
    record(denial, Event.NOTIFY, machine=DENIAL, actor=actor, at=at, target=State.VALID.value, **facts)
    return denial
