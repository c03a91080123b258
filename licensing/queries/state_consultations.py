"""What other states are asked and ask: what has to be asked, how a question reads, what it reminds of."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, Q, Value

from exportctl.core import access
from exportctl.core.canonical import iso_or_none, rfc3339
from exportctl.core.models import User
from exportctl.core.rules.decimals import shortest
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import (
    AuthorisationRequest,
    Denial,
    InterestsCase,
    PartyMatch,
    RequestLine,
    RequestParty,
    StateConsultation,
)
from licensing.models.requests import AuthorisationRequestQuerySet
from licensing.rules import todos
from licensing.rules.state_consultations import Article, Refused, is_identical
from licensing.rules.versions import Role, item_members, party_members

COMPARED = [Role.END_USER.value, Role.CONSIGNEE.value]  # Article 2(22)
MOST_CASES = 10
Key = tuple[str, str]  # article and state


def content_of(request: AuthorisationRequest) -> dict[str, Any]:
    """What the other state reads of a request: everything but who exports."""
    more = request.body.get("more_locations")
    return {
        "items": [_item(line) for line in request.lines],
        "parties": [{"role": party.role, **party_members(party)} for party in request.parties],
        "destinations": [each.country for each in request.destinations],
        "end_use": str(request.body.get("end_use") or ""),
        "location": str(request.body.get("location") or ""),
        **({"more_locations": more} if more else {}),
    }


def newest_of(request: AuthorisationRequest) -> dict[Key, StateConsultation]:
    """What each state was asked last, where the request still reads so; a correction makes it stale."""
    content = content_of(request)
    rows = StateConsultation.objects.filter(request=request).select_related("request", "asked_state")
    rows = rows.annotate(asked_again=Value(False)).order_by("version", "asked_at", "pk")
    last = {(row.article, str(row.asked_state_id)): row for row in rows}
    return {key: row for key, row in last.items() if row.content == content}


def consultations_about(request: AuthorisationRequest) -> list[StateConsultation]:
    """What its authority asked other states, and what they said of their interests in it, in the order of the days."""
    raised = InterestsCase.objects.standing().filter(request=request)
    rows = StateConsultation.objects.filter(Q(request=request) | Q(pk__in=raised.values("consultation")))
    return list(rows.with_parts().order_by("asked_at", "pk"))


def interests_in(request: AuthorisationRequest) -> list[StateConsultation]:
    """What other states said of their essential security interests in it, as its officers found (Article 14(2))."""
    named = InterestsCase.objects.standing().filter(request=request)
    rows = StateConsultation.objects.filter(
        pk__in=named.values("consultation"), article=Article.INTERESTS.value
    )
    return list(rows.with_parts().order_by("asked_at", "pk"))


def denials_identical_to(request: AuthorisationRequest) -> list[Denial]:
    """Valid denials of other states about an essentially identical transaction (Article 16(5))."""
    keys = _party_keys(request)
    rows = Denial.objects.valid().filter(parties__name_key__in=keys, parties__role__in=COMPARED)
    others = rows.exclude(member_state=request.authority.member_state_id).distinct().with_parties()
    return [denial for denial in others if _is_about(request, denial)]


def denied_since(request: AuthorisationRequest) -> list[str]:
    """The other states whose valid denial of the same nobody asked about while it was decided: by itself, or because
    officers found since that a party is the one who was denied.
    """
    asked = set(StateConsultation.objects.filter(request=request).values_list("denials", flat=True))
    found = PartyMatch.objects.confirmed_denials().filter(request=request).values("entry")
    confirmed = (
        Denial.objects.valid().filter(pk__in=found).exclude(member_state=request.authority.member_state_id)
    )
    unasked = [each for each in (*denials_identical_to(request), *confirmed) if each.pk not in asked]
    return sorted({str(denial.member_state_id) for denial in unasked})


def denials_like(request: AuthorisationRequest, user: User) -> list[Denial]:
    """Valid denials that share an item or a recipient with it, one's own among them: for the officer to weigh."""
    same_item = Q(item_key__in=[line.item_key for line in request.lines if line.item_key])
    same_party = Q(parties__name_key__in=_party_keys(request), parties__role__in=COMPARED)
    rows = Denial.objects.visible_to(user).valid().filter(same_item | same_party)
    others = rows.exclude(request=request).distinct().select_related("member_state")
    return list(others.order_by("-notified_at", "-pk")[:MOST_CASES])


def requests_identical_to(denial: Denial) -> list[AuthorisationRequest]:
    """Open cases of other states about the same transaction as a denial that has just come."""
    keys = [party.name_key for party in denial.parties.all() if party.role in COMPARED]
    parties = RequestParty.objects.filter(name_key__in=keys, role__in=COMPARED).current()
    rows = AuthorisationRequest.objects.open().filter(version__in=parties.values("version"))
    others = rows.exclude(authority__member_state=denial.member_state_id)
    requests = others.select_related("authority__member_state").with_declaration()
    return [request for request in requests if _is_about(request, denial)]


def own_cases_like(consultation: StateConsultation, user: User) -> AuthorisationRequestQuerySet:
    """The reader's own cases with the same item or recipient, the newest first."""
    from_items = [row.get("item_key") for row in consultation.content.get("items", []) if row.get("item_key")]
    lines = RequestLine.objects.filter(item_key__in=from_items).current()
    names = [row["name"] for row in consultation.content.get("parties", [])]
    parties = RequestParty.objects.filter(name__in=names, role__in=COMPARED).current()
    alike = Q(version__in=lines.values("version")) | Q(version__in=parties.values("version"))
    rows = AuthorisationRequest.objects.handled_by(user).filter(alike)
    return rows.as_listed().order_by("-submitted_at", "-pk")[:MOST_CASES]


def named_cases(consultation: StateConsultation, user: User) -> list[AuthorisationRequest]:
    """Which of the reader's cases the message under Article 14(2) is about, as their officers found."""
    named = InterestsCase.objects.standing().filter(consultation=consultation)
    rows = AuthorisationRequest.objects.handled_by(user).filter(pk__in=named.values("request"))
    return list(rows.as_listed().order_by("reference"))


def show_consultation(consultation: StateConsultation, *, at: datetime) -> dict[str, Any]:
    """In the contract's shape."""
    content = consultation.content
    return {
        "id": str(consultation.pk),
        "article": consultation.article,
        "asking_state": str(consultation.asking_authority.member_state_id),
        "asked_state": str(consultation.asked_state_id),
        "item": consultation.item,
        "items": content.get("items", []),
        "parties": content.get("parties", []),
        "destinations": content.get("destinations", []),
        "end_use": content.get("end_use", ""),
        "denials": [denial.reference for denial in consultation.denials.all()],
        "question": consultation.question,
        "asked_at": rfc3339(consultation.asked_at),
        "due_on": iso_or_none(consultation.due_on),
        "urgent_on": iso_or_none(consultation.request.urgent_on) if consultation.request else None,
        "status": consultation.standing(at=at).value,
        "objects": consultation.objects_to_it,
        "identical": consultation.finds_identical,
        "grounds": consultation.grounds,
        "answered_at": rfc3339(consultation.answered_at) if consultation.answered_at else None,
    }


def sources(user: User, at: datetime) -> Iterator[Source]:
    """What other states wait for: the day after which silence counts stands beside each."""
    if not access.has_seat(user, Permission.HANDLE):
        return
    put_to_us = StateConsultation.objects.put_to(user)
    rows = {todos.ANSWER_STATE: put_to_us.waiting(at=at), todos.SEND_ANSWER: put_to_us.to_return()}
    for kind, waiting in rows.items():
        yield Source(
            kind=kind,
            noun="state_consultation",
            rows=waiting,
            due_on=F("due_on"),
            facts={
                "title": F("content__items__0__name"),
                "reference": F("article"),
                "article": F("article"),
                "who": F("asking_authority__short_name"),
                "state": F("asked_state"),
            },
        )


def _item(line: RequestLine) -> dict[str, Any]:
    return {
        **item_members(line),
        "control_entry": line.control_entry,
        "item_key": line.item_key,
        "quantity": None if line.quantity is None else shortest(line.quantity),
        "unit": line.unit,
    }


def _party_keys(request: AuthorisationRequest) -> list[str]:
    return [party.name_key for party in request.parties if party.role in COMPARED]


def _is_about(request: AuthorisationRequest, denial: Denial) -> bool:
    denied = Refused(
        item_key=denial.item_key,
        name=denial.name,
        control_entry=denial.control_entry,
        parties=frozenset(party.name_key for party in denial.parties.all() if party.role in COMPARED),
    )
    keys = _party_keys(request)
    return any(is_identical(line, keys, denied) for line in request.lines)
