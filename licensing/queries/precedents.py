"""An authority's earlier cases that resemble this one, each with why: for the officer's side panel."""

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Upper
from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.core.formatting import inside, short_day
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from licensing.models import AuthorisationRequest, Proposal, RequestDestination, RequestLine, RequestParty
from licensing.rules.precedents import Likeness, Reason, likeness
from licensing.rules.requests import ProposalState, State
from licensing.rules.versions import Role

MOST = 3
CANDIDATES = 60  # of each likeness


def earlier_cases(request: AuthorisationRequest, user: User) -> list[dict[str, Any]]:
    """Rows of the "similar" list: earlier cases of the authority with reasons, refusals first (Article 16(5))."""
    cases = _ranked(request, user).select_related("exporter", "authority__member_state")[:MOST]
    facts = _facts(request, request.end_user.name_key if request.end_user else "")
    return [_shown(row, likeness(facts, _facts(row, row.end_user_key or ""))) for row in cases]


def earlier_decision(reference: str, *, like: AuthorisationRequest, user: User) -> Proposal | None:
    """What two officers of the same authority decided on the case of that number; None where the reader may not."""
    cases = AuthorisationRequest.objects.visible_to(user).filter(authority=like.authority_id)
    decided = Proposal.objects.filter(request__in=cases, status=ProposalState.APPROVED.value)
    return decided.filter(request__reference=reference).order_by("-settled_at", "-pk").first()


def _ranked(request: AuthorisationRequest, user: User) -> QuerySet[Any]:
    """The candidates ordered by shared item, end user and destination, then by likeness of the item's name."""
    line, end_user = request.line, request.end_user
    weights = {
        4.0: Q(line__item_key=line.item_key),
        3.0: Q(Exists(_parties_like(end_user).filter(version=OuterRef("version"))))
        if end_user
        else Q(pk__in=[]),
        1.0: Q(exporter=request.exporter_id, first_destination__country=request.destination),
    }
    rank: Any = TrigramSimilarity(Upper("line__name"), line.name.upper())
    for weight, condition in weights.items():
        rank = rank + Case(When(condition, then=Value(weight)), default=Value(0.0), output_field=FloatField())
    cases = AuthorisationRequest.objects.visible_to(user).filter(pk__in=_candidates(request))
    return (
        cases.exclude(pk=request.pk)
        .as_listed()
        .annotate(rank=rank, refused=Q(status=State.REFUSED.value))
        .annotate(end_user_name=_end_user("name"), end_user_key=_end_user("name_key"))
        .order_by(F("rank").desc(), "-refused", "-submitted_at", "pk")
    )


def _candidates(request: AuthorisationRequest) -> QuerySet[Any]:
    """Requests of this authority that share something with this one: of each likeness the newest, and no more.

    A seventh of all cases may bear one name. Of names that are merely alike any will do, in no order: what is the
    same besides is among the others.
    """
    line, end_user = request.line, request.end_user
    lines = RequestLine.objects.filter(authority=request.authority_id).current()
    alike = lines.alias(upper=Upper("name")).filter(upper__trigram_similar=line.name.upper())
    sent_there = RequestDestination.objects.filter(version=OuterRef("version"), country=request.destination)
    same_way = AuthorisationRequest.objects.filter(
        Exists(sent_there), exporter=request.exporter_id, authority=request.authority_id
    )
    likenesses: list[QuerySet[Any, Any]] = [
        lines.filter(item_key=line.item_key).order_by("-pk").values("request"),
        lines.filter(name=line.name).order_by("-pk").values("request"),
        same_way.order_by("-created_at", "-pk").values("pk"),
        alike.order_by().values("request"),
    ]
    if end_user:
        theirs = _parties_like(end_user).filter(authority=request.authority_id).current()
        likenesses.append(theirs.order_by("-pk").values("request"))
    first, *others = [rows[:CANDIDATES] for rows in likenesses]
    return first.union(*others, all=True)


def _parties_like(end_user: RequestParty) -> Any:
    return RequestParty.objects.filter(role=Role.END_USER.value, name_key=end_user.name_key)


def _end_user(column: str) -> Subquery:
    """An annotation for requests: of the first end user that the version which counts names."""
    theirs = RequestParty.objects.filter(version=OuterRef("version"), role=Role.END_USER.value)
    return Subquery(theirs.order_by("id").values(column)[:1])


def _facts(request: AuthorisationRequest, end_user: str) -> dict[str, str]:
    return {
        "item": request.line.item_key,
        "name": request.line.name,
        "end_user": end_user,
        "exporter": str(request.exporter_id),
        "destination": request.destination,
    }


def _shown(row: Any, alike: Likeness) -> dict[str, Any]:
    return {
        "kind": _kind(row),
        "title": f"{row.reference} {row.line.name}",
        "url": row.get_absolute_url(),
        "reasons": [{"sign": each.sign, "text": _sentence(each, row)} for each in alike.reasons],
        "warning": _warning(row, alike),
    }


def _kind(row: AuthorisationRequest) -> str:
    if row.is_decided and row.decided_at:
        sentence = _("%(status)s by this authority on %(day)s")
        return sentence % {
            "status": row.get_status_display(),
            "day": short_day(row.decided_at, zone_of(row.authority)),
        }
    return _("Case of this authority: %(status)s") % {"status": inside(row.get_status_display())}


def _sentence(reason: Reason, row: Any) -> str:
    return {
        "item": _("maker and model"),
        "name": _("name; words in both: %(words)s") % {"words": reason.words},
        "end_user": _("end user: %(name)s") % {"name": row.end_user_name or "–"},
        "exporter": _("exporter: %(name)s") % {"name": row.exporter.legal_name},
        "destination": _("destination: %(country)s") % {"country": country(row.destination)},
    }[reason.what]


def _warning(row: AuthorisationRequest, alike: Likeness) -> str:
    if row.status != State.REFUSED or not alike.may_be_identical:
        return ""
    return _("May be essentially identical: a grant has to say what is different now.")
