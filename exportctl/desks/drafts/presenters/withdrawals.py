"""What it means to withdraw a draft or what was sent, before it is done."""

from typing import Any

from django.utils.translation import gettext as _

from exportctl.desks.drafts.forms.kinds import Words
from licensing.models import Draft


def if_withdrawn(draft: Draft, *, words: Words) -> list[Any]:
    """Sentences for the confirmation page."""
    final = _("You cannot undo this. To go on, begin a new one; it can be copied from this one.")
    if draft.is_open:
        return [
            _("Nothing has been sent. The draft stays on record as withdrawn and cannot be changed again."),
            final,
        ]
    return [
        str(words.withdraw_effect),
        _("The authority is told at once. What was sent stays on record."),
        final,
    ]
