"""A customs hold as REST shows it, and what waits about one."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce, Left, NullIf

from exportctl.core import access
from exportctl.core.canonical import iso_or_none, rfc3339
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import AuthorisationChange, CustomsHold
from licensing.models.customs_holds import CustomsHoldQuerySet
from licensing.queries.decision_clock import Calendars, Chip
from licensing.queries.todo_facts import MOST_WORDS
from licensing.rules import todos
from licensing.rules.customs_holds import DAYS, DAYS_IN_ALL, OF_AUTHORISATION, WITHOUT_ACT, State


def show_hold(hold: CustomsHold, *, at: datetime) -> dict[str, Any]:
    """In the contract's shape, as it reads at that instant."""
    return {
        "id": str(hold.pk),
        "status": hold.reads_as(at=at).value,
        "due_on": iso_or_none(hold.due_on),
        "authority": str(hold.authority.member_state_id),
        "mrn": hold.mrn,
        "exporter_eori": hold.exporter_eori or None,
        "authorisation": hold.authorisation.reference if hold.authorisation else None,
        "ground": hold.ground,
        "reason": hold.reason,
        "customs_office": hold.customs_office,
        "items": hold.items,
        "placed_at": rfc3339(hold.placed_at),
        "grounds": hold.grounds,
        "act": hold.act or None,
        "by_silence": hold.is_silent(at=at) or (hold.status == State.RELEASED and hold.replied_at is None),
        "replied_at": rfc3339(hold.replied_at) if hold.replied_at else None,
        "end": hold.end or None,
        "ended_on": iso_or_none(hold.ended_on),
    }


def is_act_done(hold: CustomsHold) -> bool:
    """Was the act that keeps it back carried out? Until then the page stays red (Article 21(4))."""
    return bool(hold.act) and not without_act(CustomsHold.objects.filter(pk=hold.pk)).exists()


def without_act(rows: CustomsHoldQuerySet) -> CustomsHoldQuerySet:
    """Not released, and the act that was named has not been carried out since customs asked.

    Information under Article 4(1) is given elsewhere: the reply that names it has to do.
    """
    events = [When(act=act.value, then=Value(event.value)) for act, event in OF_AUTHORISATION.items()]
    rows = rows.annotate(event=Case(*events, default=Value(""), output_field=CharField()))
    done = AuthorisationChange.objects.filter(
        authorisation=OuterRef("authorisation"),
        status="approved",
        event=OuterRef("event"),
        approved_at__gte=OuterRef("placed_at"),
    )
    acts = [act.value for act in OF_AUTHORISATION]
    kept = rows.filter(status=State.NOT_RELEASED.value, authorisation__isnull=False, act__in=acts)
    kept = kept.exclude(end__in=[end.value for end in WITHOUT_ACT])
    return kept.exclude(Exists(done))


def sources(user: User, at: datetime) -> Iterator[Source]:
    """Holds to reply to, those whose act nobody has opened yet; at customs what they have to end; one's own exports."""
    authorities = access.organisation_ids_of(user, Permission.HANDLE)
    offices = access.organisation_ids_of(user, Permission.CHECK_SHIPMENTS)
    companies = access.organisation_ids_of(user, Permission.FILE)
    if not (authorities or offices or companies):
        return
    described = NullIf(
        Left(KeyTextTransform("description", KeyTransform("0", "items")), MOST_WORDS), Value("")
    )
    facts = {
        # What is kept back; where customs said it by no word, whose it is.
        "title": Coalesce(described, F("exporter__legal_name"), F("mrn"), output_field=CharField()),
        "reference": F("mrn"),
        "state": F("authority__member_state"),
        "who": F("office__short_name"),
    }
    if companies:
        yield Source(
            kind=todos.CLEAR_UP_HOLD,
            noun="customs_hold",
            rows=CustomsHold.objects.visible_to(user).waiting(at=at),
            due_on=F("due_on"),
            facts=facts
            | {
                "title": Coalesce(described, F("mrn"), output_field=CharField()),
                "who": F("authority__short_name"),
                "company": F("exporter__legal_name"),
                "company_id": Cast(F("exporter"), TextField()),
            },
        )
    if offices:
        kept = CustomsHold.objects.filter(office__in=offices).kept()
        yield Source(kind=todos.END_HOLD, noun="customs_hold", rows=kept, facts=facts)
    if not authorities:
        return
    own = CustomsHold.objects.visible_to(user).filter(authority__in=authorities)
    yield Source(
        kind=todos.REPLY_TO_HOLD,
        noun="customs_hold",
        rows=own.waiting(at=at),
        due_on=F("due_on"),
        facts=facts,
    )
    yield Source(kind=todos.OPEN_ACT_OF_HOLD, noun="customs_hold", rows=without_act(own), facts=facts)


def hold_chip(hold: CustomsHold, calendars: Calendars, *, at: datetime) -> Chip | None:
    """The authority's time, as far as it is used up."""
    if hold.due_on is None or hold.reads_as(at=at) not in (State.OPEN, State.EXTENDED):
        return None
    calendar = calendars[str(hold.authority.member_state_id)]
    left = calendar.working_days_if_known(calendar.local_date(at), hold.due_on)
    days = DAYS if hold.status == State.OPEN else DAYS_IN_ALL
    return Chip(days_left=left, due_on=hold.due_on, share=0.0 if left is None else 1 - left / days)
