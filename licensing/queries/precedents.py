"""An authority's earlier cases that resemble this one, each with why: for the officer's side panel."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Upper
from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.core.formatting import inside, short_day
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.queries.statements import rows_of
from licensing.labels import line_name
from licensing.models import AuthorisationRequest, Proposal, RequestDestination, RequestLine, RequestParty
from licensing.rules.precedents import Likeness, Reason, likeness
from licensing.rules.requests import ProposalState, State
from licensing.rules.versions import Role

MOST = 3
CANDIDATES = 60  # of each likeness


@dataclass(frozen=True)
class Sought:
    """What of a case others may share with it."""

    pk: UUID
    authority: UUID
    exporter: UUID
    destination: str
    item_key: str
    name: str
    upper: str  # the name in capitals
    end_user_key: str | None

    @classmethod
    def of(cls, request: AuthorisationRequest) -> Self:
        line, end_user = request.line, request.end_user
        return cls(
            request.pk,
            request.authority_id,
            request.exporter_id,
            request.destination,
            line.item_key,
            line.name,
            line.name.upper(),
            end_user.name_key if end_user else None,
        )


def earlier_cases(request: AuthorisationRequest, user: User, *, at: datetime) -> list[dict[str, Any]]:
    """Rows of the "similar" list: earlier cases of the authority with reasons, refusals first (Article 16(5))."""
    sought = Sought.of(request)

    def build(**values: Any) -> QuerySet[Any]:
        return _ranked(Sought(**values), user).select_related("exporter", "authority__member_state")[:MOST]

    cases = rows_of(user, f"earlier cases {CANDIDATES}", build, at=at, **vars(sought))
    facts = _facts(request, sought.end_user_key or "")
    return [_shown(row, likeness(facts, _facts(row, row.end_user_key or ""))) for row in cases]


def earlier_decision(reference: str, *, like: AuthorisationRequest, user: User) -> Proposal | None:
    """What two officers of the same authority decided on the case of that number; None where the reader may not."""
    cases = AuthorisationRequest.objects.visible_to(user).filter(authority=like.authority_id)
    decided = Proposal.objects.filter(request__in=cases, status=ProposalState.APPROVED.value)
    return decided.filter(request__reference=reference).order_by("-settled_at", "-pk").first()


def _ranked(sought: Sought, user: User) -> QuerySet[Any]:
    """The candidates ordered by shared item, end user and destination, then by likeness of the item's name."""
    weights = {
        4.0: Q(line__item_key=sought.item_key),
        1.0: Q(exporter=sought.exporter, first_destination__country=sought.destination),
    }
    if sought.end_user_key is not None:
        theirs = _parties_named(sought.end_user_key)
        weights[3.0] = Q(Exists(theirs.filter(version=OuterRef("version"))))
    rank: Any = TrigramSimilarity(Upper("line__name"), sought.upper)
    for weight, condition in weights.items():
        rank = rank + Case(When(condition, then=Value(weight)), default=Value(0.0), output_field=FloatField())
    cases = AuthorisationRequest.objects.visible_to(user).filter(pk__in=_candidates(sought))
    return (
        cases.exclude(pk=sought.pk)
        .as_listed()
        .annotate(rank=rank, refused=Q(status=State.REFUSED.value))
        .annotate(end_user_name=_end_user("name"), end_user_key=_end_user("name_key"))
        .order_by(F("rank").desc(), "-refused", "-submitted_at", "pk")
    )


def _candidates(sought: Sought) -> QuerySet[Any]:
    """Requests of this authority that share something with this one: of each likeness the newest, and no more.

    A seventh of all cases may bear one name. Of names that are merely alike any will do, in no order: what is the
    same besides is among the others.
    """
    lines = RequestLine.objects.filter(authority=sought.authority).current()
    alike = lines.alias(upper=Upper("name")).filter(upper__trigram_similar=sought.upper)
    sent_there = RequestDestination.objects.filter(version=OuterRef("version"), country=sought.destination)
    same_way = AuthorisationRequest.objects.filter(
        Exists(sent_there), exporter=sought.exporter, authority=sought.authority
    )
    likenesses: list[QuerySet[Any, Any]] = [
        lines.filter(item_key=sought.item_key).order_by("-pk").values("request"),
        lines.filter(name=sought.name).order_by("-pk").values("request"),
        same_way.order_by("-created_at", "-pk").values("pk"),
        alike.order_by().values("request"),
    ]
    if sought.end_user_key is not None:
        theirs = _parties_named(sought.end_user_key).filter(authority=sought.authority).current()
        likenesses.append(theirs.order_by("-pk").values("request"))
    first, *others = [rows[:CANDIDATES] for rows in likenesses]
    return first.union(*others, all=True)


def _parties_named(key: str) -> Any:
    return RequestParty.objects.filter(role=Role.END_USER.value, name_key=key)


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
        "title": f"{row.reference} {line_name(row.line)}",
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
