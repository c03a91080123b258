"""What it means to withdraw a draft or what was sent, before it is done."""

from typing import Any

from django.utils.translation import gettext as _

from licensing.models import Draft
from licensing.queries.hearings import hearing_of


def if_withdrawn(draft: Draft, *, effect: object) -> list[Any]:
    """Sentences for the confirmation page. `effect`: what becomes of a case of this kind that was sent."""
    final = _("You cannot undo this. To go on, begin a new one; it can be copied from this one.")
    if draft.is_open:
        return [
            _("Nothing has been sent. The draft stays on record as withdrawn and cannot be changed again."),
            final,
        ]
    denied = (
        [
            _(
                "The authority has heard you about a decision that burdens you. If you withdraw now, the other Member"
                " States are told that the export is not to be authorised (Article 16(1))."
            )
        ]
        if draft.request and hearing_of(draft.request)
        else []
    )
    return [
        str(effect),
        *denied,
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
