"""What an authority's letters carry: the newest approved letterhead, or an empty one."""

from typing import Any

from exportctl.core.models import Organisation
from exportctl.core.models.four_eyes import TwoOfficersQuerySet
from exportctl.core.rules.four_eyes import Status
from licensing.models import LetterheadChange
from licensing.rules.letterheads import FIELDS


def letterhead_of(authority: Organisation) -> LetterheadChange:
    """The letterhead that counts now; an unsaved, empty one where two officers have approved none.

    A list prefetches `letterhead_changes` of its authorities: few rows each.
    """
    changes = [each for each in authority.letterhead_changes.all() if each.status == Status.APPROVED]
    newest: LetterheadChange | None = max(changes, key=_order, default=None)
    return newest or LetterheadChange(authority=authority)


def _order(change: LetterheadChange) -> tuple[Any, Any]:
    return change.approved_at, change.proposed_at


def letterhead_changes(authority: Organisation) -> TwoOfficersQuerySet:
    """Everything that was proposed, the newest first."""
    changes = LetterheadChange.objects.filter(authority=authority).order_by("-proposed_at", "-pk")
    return changes.select_related("proposed_by", "approved_by", "authority__member_state")


def stored_fields(letterhead: LetterheadChange) -> dict[str, object]:
    """The letterhead as a form starts from it."""
    return {name: getattr(letterhead, name) for name in FIELDS}
