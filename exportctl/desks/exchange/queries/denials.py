"""The register of denials, as an address asks for it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.models import MemberState, User
from exportctl.core.rules.permissions import Permission
from licensing.models import Denial, PassedDenial
from licensing.models.denials import DenialQuerySet
from licensing.queries.decision_periods import today_of
from licensing.queries.denials import denials_with_words
from licensing.rules.denials import State
from licensing.rules.requests import CATCH_ALL
from licensing.rules.shapes import member_states

VIEWS = {
    "valid": _("Valid"),
    "revoked": _("Revoked"),
    "all": _("All"),
}
SORTS = {
    "reference": (_("Reference"), "reference"),
    "notified": (_("Notified"), "notified_at"),
    "review": (_("Review due"), "review_due_on"),
}


@dataclass(frozen=True, kw_only=True)
class DenialFilter(ListFilter):
    """What the address asks of the register."""

    view: str = fields.code(VIEWS, "valid", narrows=False)
    words: str = fields.words(name="q")
    state: str = fields.code(member_states)
    sort: str = fields.sort(SORTS, "-notified")


@dataclass(frozen=True)
class View:
    key: str
    label: object
    count: int


def denial_rows(user: Reader, filters: DenialFilter) -> DenialQuerySet:
    """Those that the reader sees and the address asks for, with their parties."""
    rows = Denial.objects.visible_to(user)
    if filters.view != "all":
        rows = rows.filter(status=filters.view)
    if filters.state:
        rows = rows.of_states([filters.state])
    if filters.words:
        rows = denials_with_words(rows, filters.words)
    order = SORTS[filters.sort_column][1]
    return rows.with_parties().order_by(f"-{order}" if filters.is_descending else order, "-pk")


def views(user: Reader) -> list[View]:
    """Every view with its number."""
    rows = Denial.objects.visible_to(user)
    valid, every = rows.filter(status=State.VALID.value).count(), rows.count()
    counts = {"valid": valid, "revoked": every - valid, "all": every}
    return [View(key, label, counts[key]) for key, label in VIEWS.items()]


def states_with_denials(user: Reader) -> list[MemberState]:
    """The states of which there is one."""
    codes = Denial.objects.visible_to(user).order_by().values("member_state").distinct()
    return list(MemberState.objects.filter(pk__in=codes))


def waits_for_assessment(denial: Denial, *, at: datetime) -> bool:
    """Has the suspension that it tells of ended with its authorisation, and nobody said what it comes to?"""
    today = today_of(denial.authority, at=at)
    return Denial.objects.to_assess(on=today).filter(pk=denial.pk).exists()


def siblings_of(denial: Denial, user: Reader) -> list[Denial]:
    """The other lines of the same decision or act."""
    rows = Denial.objects.visible_to(user).exclude(pk=denial.pk)
    if denial.decision_id:
        return list(rows.filter(decision=denial.decision_id).order_by("line"))
    return list(rows.filter(change=denial.change_id).order_by("line")) if denial.change_id else []


@dataclass(frozen=True)
class CustomsOfState:
    """Of another state's denial on items that are not listed: whether the officer's own customs were told."""

    passed: PassedDenial | None


def customs_told(denial: Denial, user: User) -> CustomsOfState | None:
    """None where there is nothing to pass on: of one's own, of a listed item, of what is not valid any more."""
    authority = access.principal_of(user, Permission.HANDLE)
    if authority is None or denial.legal_basis not in CATCH_ALL:
        return None
    passed = PassedDenial.objects.filter(denial=denial, authority=authority.pk).first()
    if passed is None and (not denial.is_valid or denial.member_state_id == authority.member_state_id):
        return None
    return CustomsOfState(passed)
