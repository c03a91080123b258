"""What it means to withdraw a draft or what was sent, before it is done."""

from typing import Any

from django.utils.translation import gettext as _

from licensing.models import Draft


def if_withdrawn(draft: Draft, *, effect: object) -> list[Any]:
    """Sentences for the confirmation page. `effect`: what becomes of a case of this kind that was sent."""
    final = _("You cannot undo this. To go on, begin a new one; it can be copied from this one.")
    if draft.is_open:
        return [
            _("Nothing has been sent. The draft stays on record as withdrawn and cannot be changed again."),
            final,
        ]
    return [
        str(effect),
        _("The authority is told at once. What was sent stays on record."),
        final,
    ]


def if_discarded() -> list[Any]:
    """The same for a correction that was not sent."""
    return [
        _(
            "Nothing of it has been sent. The case stays as it is, and so does everything that you sent before."
        ),
        _("You can begin another correction as long as the case is not decided."),
    ]
