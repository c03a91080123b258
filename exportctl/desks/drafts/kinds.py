"""The kinds of request that can be drafted, and the one that a draft is of."""

from django.http import Http404

from exportctl.core.models import File, User
from exportctl.desks.drafts.catch_all import CATCH_ALL
from exportctl.desks.drafts.forms.kinds import DraftKind
from exportctl.desks.drafts.presenters import task_list
from exportctl.desks.drafts.presenters.task_list import Row
from licensing.models import Draft

KINDS: tuple[DraftKind, ...] = (CATCH_ALL,)
PART_KEYS = ("company", *(part.key for kind in KINDS for part in kind.parts))


def kind_of(draft: Draft) -> DraftKind:
    """The declaration for a draft, sent or not."""
    return next(kind for kind in KINDS if isinstance(draft, kind.model))


def draft_or_404(user: User, reference: str, *, is_open: bool = True) -> Draft:
    """The exporter's own by its reference; with `is_open` only where it can still be changed."""
    for kind in KINDS:
        draft: Draft | None = kind.drafts(user).filter(reference=reference).first()
        if draft is not None and (draft.is_open or not is_open):
            return draft
    raise Http404


def tasks_of(draft: Draft, *, files: list[File] | None = None) -> list[Row]:
    """The draft's task list. A list of drafts brings its `files`."""
    return task_list.task_list(draft, kind_of(draft).parts, files=files)
