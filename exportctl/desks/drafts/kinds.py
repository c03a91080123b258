"""The kinds of request that can be drafted, and the one that a draft is of."""

from collections.abc import Mapping

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core.errors import Elsewhere
from exportctl.core.models import File, User
from exportctl.desks.drafts.amendments import amending, corrections
from exportctl.desks.drafts.catch_all import CATCH_ALL
from exportctl.desks.drafts.export_requests import EXPORT_REQUESTS
from exportctl.desks.drafts.forms.kinds import DraftKind, Part
from exportctl.desks.drafts.presenters import task_list
from exportctl.desks.drafts.presenters.task_list import Row
from licensing.models import Amendment, Draft, RequestDraft
from licensing.rules.kinds import form_of
from licensing.rules.requests import Form, Kind

KINDS: tuple[DraftKind, ...] = (CATCH_ALL, *EXPORT_REQUESTS)
CORRECTIONS: Mapping[tuple[Kind, Form | None], DraftKind] = {
    (kind.kind, kind.form): amending(kind) for kind in KINDS
}
REQUEST_KEYS = tuple(kind.key for kind in EXPORT_REQUESTS)
LISTS = tuple(dict.fromkeys(kind.drafts for kind in KINDS))  # where drafts are found; kinds may share one
PART_KEYS = tuple(dict.fromkeys(part.key for kind in KINDS for part in kind.parts))


def kind_of(draft: Draft) -> DraftKind:
    """The declaration for a draft, sent or not."""
    if isinstance(draft, Amendment):
        kind = _of(draft.request.kind, form_of(draft.request.kind, draft.body))
        return CORRECTIONS[kind.kind, kind.form]
    if isinstance(draft, RequestDraft):
        return _of(draft.request.kind, form_of(draft.request.kind, draft.newest_body))
    return next(kind for kind in KINDS if isinstance(draft, kind.model))


def _of(kind: str, form: Form | None) -> DraftKind:
    """Of a large project by its form; as an individual one as long as it does not say."""
    same = [each for each in KINDS if each.kind == kind]
    return next((each for each in same if each.form == form), same[0])


def kind_by_key(key: str) -> DraftKind:
    """The declaration that the address of a new request names."""
    return next(each for each in EXPORT_REQUESTS if each.key == key)


def kind_of_request(kind: str) -> DraftKind:
    """The declaration by which a request of this kind was drafted."""
    return next(each for each in KINDS if each.kind == kind)


def draft_or_404(user: User, reference: str, *, is_open: bool = True) -> Draft:
    """The exporter's own by its reference. Raises Elsewhere with `is_open` for what was sent or withdrawn."""
    for drafts in (*LISTS, corrections):
        draft: Draft | None = drafts(user).filter(reference=reference).first()
        if draft is not None and is_open and not draft.is_open:
            text = _("%(reference)s was sent or withdrawn; it cannot be changed any more.")
            raise Elsewhere(text % {"reference": draft.reference}, url=place_of(draft))
        if draft is not None:
            return draft
    raise Http404


def place_of(draft: Draft) -> str:
    """Where it is read: its task list, its case once it was sent, the list of drafts once it was discarded."""
    if draft.is_open:
        return draft.get_absolute_url()
    sent = draft.request.get_absolute_url() if draft.is_sent or isinstance(draft, Amendment) else ""
    return sent or f"{reverse('desks:exporter_cases')}?view=drafts"


def tasks_of(draft: Draft, *, files: list[File] | None = None) -> list[Row]:
    """The draft's task list. A list of drafts brings its `files`."""
    return task_list.task_list(draft, kind_of(draft).parts, files=files)


def page_after(draft: Draft, part: Part) -> str:
    """Where somebody goes on after a part: the next that lacks something, all around; then the check."""
    kind = kind_of(draft)
    lacking = {kind.part_of(gap["pointer"]).key for gap in draft.gaps} - {part.key}
    place = next(number for number, each in enumerate(kind.parts) if each.key == part.key)
    around = [*kind.parts[place + 1 :], *kind.parts[:place]]
    following = next((each for each in around if each.key in lacking), None)
    return following.page(draft) if following else reverse("desks:draft_check", args=[draft.reference])
