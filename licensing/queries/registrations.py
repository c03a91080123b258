"""Registrations: what stands between a company and its first request, who it may be already, what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from exportctl.core.canonical import rfc3339
from exportctl.core.formatting import long_day
from exportctl.core.models import Organisation
from exportctl.core.notices import zone_of
from exportctl.core.rules.company_names import core
from exportctl.core.rules.folding import sound, spellings
from licensing.models import Exporter, Registration
from licensing.queries.routing_rules import competence
from licensing.rules.registrations import State, receives_letters, record_of
from licensing.rules.routing_rules import Facts

BEGINNING = 6  # letters: enough to pass most names over, few enough for every way to write one


def competent_authority(body: Mapping[str, Any]) -> Organisation | None:
    """For a company as it says it is: that of its Member State, of several by their rules (Article 12(2))."""
    numbers = tuple(each for each in (body.get("eori"), body.get("other_number")) if each)
    facts = Facts(exporters=numbers, address=body.get("address") or "")
    found = competence(state=str(body["member_state"]), facts=facts)
    return found.authority if found else None


def latest_of(exporter: Exporter) -> Registration | None:
    """What the company sent last, whatever became of it."""
    sent = exporter.registrations.filter(sent_at__isnull=False).select_related("authority__member_state")
    return sent.order_by("-sent_at", "-pk").first()


def show_registration(registration: Registration) -> dict[str, Any]:
    """In the words of REST; who looked the number up, and where, is for the page of its officers."""
    return {
        "reference": registration.reference,
        "status": registration.status,
        "is_change": registration.is_change,
        "sent_at": rfc3339(registration.sent_at) if registration.sent_at else None,
        "decided_at": rfc3339(registration.decided_at) if registration.decided_at else None,
        "body": registration.body,
        "reason": registration.reason or None,
        "question": registration.question or None,
        "answer": registration.answer or None,
        "refusal": registration.refusal or None,
        "number_verified_at": (
            rfc3339(registration.number_verified_at) if registration.number_verified_at else None
        ),
    }


def record_before(exporter: Exporter) -> dict[str, Any]:
    """The record as it counts now: what was approved last, with the words that its authority corrected since."""
    approved = (
        exporter.registrations.filter(status=State.APPROVED.value).order_by("-decided_at", "-pk").first()
    )
    body = dict(approved.body) if approved else {}
    if exporter.contact and exporter.contact != record_of(body)["contact"]:  # in its authority's words
        body["contacts"] = [{"name": exporter.contact}, *body.get("contacts", [])[1:]]
    own = {
        "legal_name": exporter.legal_name,
        "trade_name": exporter.trade_name,
        "eori": exporter.eori,
        "other_number": exporter.other_number,
        "address": exporter.address,
        "member_state": str(exporter.organisation.member_state_id),
        "established_in": exporter.established_in,
    }
    record = {"declares_goods": bool(exporter.eori), **body, **own}
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def representative_for_receipt(exporter: Exporter, *, on: date) -> Mapping[str, Any] | None:
    """The agent to whom letters go on that day: whose power of attorney covers receipt and has not ended."""
    agents = record_before(exporter).get("agents") or ()
    return next((agent for agent in agents if receives_letters(agent, on=on)), None)


def unregistered(exporter: Exporter) -> str:
    """Why the company cannot send yet, what is missing and who has it; "" once it is registered."""
    if exporter.is_approved:
        return ""
    latest = latest_of(exporter)
    if latest is None:
        return _(
            "Your company is not registered yet. Until then you can write drafts, and use the guide and the checks."
        )
    words = {
        "reference": latest.reference,
        "authority": latest.authority.short_name,
        "day": long_day(latest.sent_at.astimezone(zone_of(latest.authority)).date())
        if latest.sent_at
        else "",
    }
    return SENTENCES[State(latest.status)]() % words


def _sent() -> str:
    return _(
        "Your company is not registered yet: %(authority)s has had your registration %(reference)s since %(day)s and"
        " has to approve it. Until then you can write drafts, and use the guide and the checks."
    )


def _asked() -> str:
    return _(
        "Your company is not registered yet: %(authority)s asked you something about your registration %(reference)s."
        " Answer it first."
    )


def _ended() -> str:
    return _(
        "Your company is not registered: your registration %(reference)s with %(authority)s was refused or withdrawn."
        " Send another one from the page of your company."
    )


SENTENCES = {State.SENT: _sent, State.ASKED: _asked, State.REFUSED: _ended, State.WITHDRAWN: _ended}


@dataclass(frozen=True)
class Duplicate:
    """A company that is entered already and may be the same, with its number or the one it asks for, and by what."""

    exporter: Exporter
    number: str
    same_number: bool
    same_name: bool


def duplicates(registration: Registration) -> list[Duplicate]:
    """Companies of any state with the same number, of this state with the same name but for legal form and accents.

    A company that is not approved yet has no number but the one it sent: two who send the same are both shown.
    """
    body = registration.body
    eori, other = body.get("eori") or "", body.get("other_number") or ""
    sent = Registration.objects.open().filter(sent_at__isnull=False)
    numbers = Q(pk__in=[])
    if eori:
        numbers |= Q(eori=eori) | Q(pk__in=sent.filter(body__eori=eori).values("exporter"))
    if other:
        theirs = sent.filter(body__other_number__iexact=other)
        numbers |= Q(other_number__iexact=other) | Q(pk__in=theirs.values("exporter"))
    others = Exporter.objects.exclude(pk=registration.exporter_id).select_related(
        "organisation__member_state"
    )
    by_number = {each.pk: each for each in others.filter(numbers)}
    here = others.filter(organisation__member_state=registration.authority.member_state_id)
    by_name = here.in_bulk(_same_names(here, body.get("legal_name") or "", body.get("trade_name") or ""))
    known = {**by_number, **by_name}
    asked = {row.exporter_id: row.body for row in sent.filter(exporter__in=known)}
    return [
        Duplicate(each, _number(each, asked.get(pk, {})), pk in by_number, pk in by_name)
        for pk, each in sorted(known.items(), key=lambda row: row[1].legal_name)
    ]


def _number(exporter: Exporter, sent: dict[str, Any]) -> str:
    return exporter.number or sent.get("eori") or sent.get("other_number") or ""


def _same_names(exporters: QuerySet[Exporter], *names: str) -> list[UUID]:
    """The exporters whose name has a spelling in common with one of `names`.

    A state has tens of thousands of them: what does not sound alike is passed over before it is spelt out.
    """
    wanted = _names(*names)
    beginnings = {sound("".join(core(name)))[:BEGINNING] for name in names if name}
    rows = exporters.order_by().values_list("pk", "legal_name", "trade_name")
    return [
        pk
        for pk, *known in rows.iterator()
        if any(beginning in sound(name) for name in known if name for beginning in beginnings)
        and wanted & _names(*known)
    ]


def _names(*names: str) -> frozenset[str]:
    return frozenset(each for name in names if name for each in spellings("".join(core(name))) if each)
