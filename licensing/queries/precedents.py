"""An authority's earlier cases that resemble this one, each with why: for the officer's side panel."""

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Lower, Upper
from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.core.formatting import inside, short_day
from exportctl.core.models import User
from exportctl.core.rules.folding import letters_and_digits
from licensing.models import AuthorisationRequest
from licensing.models.requests import END_USER
from licensing.rules.precedents import Likeness, Reason, likeness
from licensing.rules.requests import State

MOST = 3


def earlier_cases(request: AuthorisationRequest, user: User) -> list[dict[str, Any]]:
    """In the shape of the look's "similar, and why" list; never a percentage. Refusals come first."""
    found = _ranked(request, user).select_related("exporter")[:MOST]
    return [_shown(row, likeness(_facts(request), _facts(row))) for row in found]


def _ranked(request: AuthorisationRequest, user: User) -> QuerySet[AuthorisationRequest]:
    """By what is the same; every condition has its index, so that a hundred thousand cases do not matter."""
    end_user = (request.body.get("end_user") or {}).get("name") or ""
    conditions = {
        4.0: Q(item_key=request.item_key),
        3.0: Q(end_user=Lower(Value(end_user))) if end_user else Q(pk__in=[]),
        1.0: Q(exporter=request.exporter_id, destination=request.destination),
    }
    alike = Q(upper__trigram_similar=request.item_name.upper())
    rank: Any = TrigramSimilarity(Upper("item_name"), Value(request.item_name.upper()))
    any_of = alike
    for weight, condition in conditions.items():
        any_of |= condition
        rank = rank + Case(When(condition, then=Value(weight)), default=Value(0.0), output_field=FloatField())
    cases = AuthorisationRequest.objects.visible_to(user).filter(authority=request.authority_id)
    return (
        cases.exclude(pk=request.pk)
        .alias(end_user=END_USER, upper=Upper("item_name"))
        .filter(any_of)
        .annotate(rank=rank, refused=Q(status=State.REFUSED.value))
        .order_by(F("rank").desc(), "-refused", "-submitted_at", "pk")
    )


def _facts(request: AuthorisationRequest) -> dict[str, str]:
    end_user = request.body.get("end_user") or {}
    return {
        "item": request.item_key,
        "name": request.item_name,
        "end_user": letters_and_digits(end_user.get("name") or ""),
        "exporter": str(request.exporter_id),
        "destination": request.destination,
    }


def _shown(row: AuthorisationRequest, alike: Likeness) -> dict[str, Any]:
    return {
        "kind": _kind(row),
        "title": f"{row.reference} {row.item_name}",
        "url": row.get_absolute_url(),
        "reasons": [{"sign": each.sign, "text": _said(each, row)} for each in alike.reasons],
        "warning": _warning(row, alike),
    }


def _kind(row: AuthorisationRequest) -> str:
    if row.is_decided and row.decided_at:
        said = _("%(status)s by this authority on %(day)s")
        return said % {"status": row.get_status_display(), "day": short_day(row.decided_at)}
    return _("Case of this authority: %(status)s") % {"status": inside(row.get_status_display())}


def _said(reason: Reason, row: AuthorisationRequest) -> str:
    end_user = (row.body.get("end_user") or {}).get("name") or "–"
    return {
        "item": _("maker and model"),
        "name": _("name; words in both: %(words)s") % {"words": reason.words},
        "end_user": _("end user: %(name)s") % {"name": end_user},
        "exporter": _("exporter: %(name)s") % {"name": row.exporter.legal_name},
        "destination": _("destination: %(country)s") % {"country": country(row.destination)},
    }[reason.what]


def _warning(row: AuthorisationRequest, alike: Likeness) -> str:
    if row.status != State.REFUSED or not alike.may_be_identical:
        return ""
    return _("May be essentially identical: a grant has to say what is different now.")
