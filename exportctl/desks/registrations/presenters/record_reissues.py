"""Why papers are issued anew after a change of record, and what that brings about."""

from django.utils.translation import gettext as _

from exportctl.desks.registrations.presenters.registrations import LABELS
from licensing.models import Registration
from licensing.rules.registrations import PRINTED, differences


def why_reissued(registration: Registration) -> str:
    """What is offered as the reason: what papers say of the company, as it was and as it is."""
    before, after = registration.before, registration.body
    changed = [name for name in differences(before, after) if name in PRINTED]
    parts = [
        _("%(what)s: %(before)s, now %(after)s")
        % {"what": LABELS[name], "before": before.get(name) or "–", "after": after.get(name) or "–"}
        for name in changed
    ]
    text = _("The record of the company changed (%(reference)s). %(changes)s.")
    return text % {"reference": registration.reference, "changes": "; ".join(parts)}


def if_reissued() -> list[str]:
    """What the second officer answers for."""
    return [
        _(
            "Each gets another number and a paper that names the company as it is now; what is left moves there once."
        ),
        _("The old number reads “replaced”, for customs and on its public page, from this day on."),
        _("The company gets a letter for each, which you serve; nothing else about them changes."),
    ]
