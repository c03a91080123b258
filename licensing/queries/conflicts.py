"""What a declared conflict of interest keeps from an officer, by every reference the case is known by."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from exportctl.core.machine import Machine
from exportctl.core.models import User
from licensing.models import (
    AuthorisationChange,
    AuthorisationRequest,
    Conflict,
    CustomsHold,
    MatchRelease,
    PendingAct,
    RemedyOutcome,
)
from licensing.rules.authorisations import AUTHORISATION_CHANGE
from licensing.rules.party_matches import MATCH_RELEASE
from licensing.rules.remedies import REMEDY_OUTCOME
from licensing.rules.requests import ProposalState

REFERENCES = (
    "request__reference",
    "request__notification__reference",
    "request__procedures__reference",
    "request__authorisations__customs_enquiries__reference",
)


def notice_exclusions() -> "list[QuerySet[Any, Any]]":
    """No notice about the case, its notification, its procedures or an enquiry about it reaches the officer (G12)."""
    return [_excluded(name) for name in REFERENCES]


def _excluded(name: str) -> "QuerySet[Any, Any]":
    """Rows of (`person`, `about`), as the kernel's exclusions want them; `name` leads to a reference of the case."""
    standing = Conflict.objects.standing().annotate(person=F("officer"), about=F(name))
    return standing.filter(about__isnull=False).order_by().values("person", "about")


def conflicts_of(request: AuthorisationRequest) -> list[Conflict]:
    """The conflicts of a case that were not lifted, with their officers."""
    return list(request.conflicts.filter(lifted_at=None).select_related("officer"))


def own_pending_acts(request_id: UUID, officer: User) -> QuerySet[PendingAct]:
    """What the officer put forward about the case, or about an export under what was granted in it."""
    holds = CustomsHold.objects.filter(authorisation__request=request_id).values("pk")
    about = Q(about=request_id) | Q(about__in=holds)
    return PendingAct.objects.pending_from(officer).filter(about)


def own_proposals(request: AuthorisationRequest, officer: User) -> list[tuple[QuerySet[Any], Machine]]:
    """What the officer proposed about a remedy, the refusal, an authorisation or a hit, and nobody answered yet.

    In the order of locks, each with its machine.
    """
    withdrawals: tuple[QuerySet[Any], Machine] = import_string(settings.OWN_WITHDRAWALS)(request, officer)
    return [
        (RemedyOutcome.objects.pending_from(officer).filter(remedy__request=request), REMEDY_OUTCOME),
        withdrawals,
        (
            AuthorisationChange.objects.pending_from(officer).filter(authorisation__request=request),
            AUTHORISATION_CHANGE,
        ),
        (MatchRelease.objects.pending_from(officer).filter(match__request=request), MATCH_RELEASE),
    ]


def if_declared(request: AuthorisationRequest, officer: User) -> list[str]:
    """Sentences for the confirmation page: what declaring a conflict brings about for this officer."""
    sentences: list[str] = [
        format_html(_("The case is <b>hidden from you</b>: list, search, exports, notices and interfaces.")),
    ]
    if request.assigned_to_id == officer.pk:
        sentences.append(_("It is yours no more; a colleague has to take it."))
    waiting = [row for row in request.proposals.all() if row.status == ProposalState.PROPOSED]
    if any(row.was_proposed_by(officer) for row in waiting):
        sentences.append(_("Your proposal goes back unapproved; the case is under review again."))
    put_forward = [
        own_pending_acts(request.pk, officer),
        *(rows for rows, _machine in own_proposals(request, officer)),
    ]
    if any(rows.exists() for rows in put_forward):
        sentences.append(_("What you put forward to a second officer about it is dropped."))
    sentences.append(
        _("What you did in the case stays on record. Your colleagues see that you stepped back.")
    )
    sentences.append(_("You cannot undo this: only a colleague can lift it."))
    return sentences


def if_lifted(conflict: Conflict) -> list[str]:
    return [
        format_html(_("<b>{name}</b> sees the case again and may work on it."), name=conflict.officer),
        _("Both the declaration and the lifting stay on record."),
    ]
