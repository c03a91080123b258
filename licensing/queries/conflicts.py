"""What a declared conflict of interest keeps from an officer, by every reference the case is known by."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _

from exportctl.core.models import User
from licensing.models import AuthorisationRequest, Conflict, PendingAct
from licensing.rules.requests import ProposalState

REFERENCES = ("request__reference", "request__notification__reference", "request__procedures__reference")


def notice_exclusions() -> "list[QuerySet[Any, Any]]":
    """No notice about the case, its notification or its procedures reaches the officer (guarantee G12)."""
    return [_excluded(name) for name in REFERENCES]


def _excluded(name: str) -> "QuerySet[Any, Any]":
    """Rows of (`person`, `about`), as the kernel's exclusions want them; `name` leads to a reference of the case."""
    standing = Conflict.objects.standing().annotate(person=F("officer"), about=F(name))
    return standing.filter(about__isnull=False).order_by().values("person", "about")


def conflicts_of(request: AuthorisationRequest) -> list[Conflict]:
    """The conflicts of a case that were not lifted, with their officers."""
    return list(request.conflicts.filter(lifted_at=None).select_related("officer"))


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
    if PendingAct.objects.pending_from(officer).filter(about=request.pk).exists():
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
