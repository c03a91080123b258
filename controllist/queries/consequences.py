"""What the approval of a change of the list brings about, in plain sentences (look: consequence box)."""

from django.utils.translation import gettext as _

from controllist.models import ControlListEntry
from controllist.rules.entries import Change


def if_changed(entry: ControlListEntry, kind: Change) -> list[str]:
    """Four sentences: what counts from then on, what stays, who is told, how it is undone."""
    code = {"code": entry.code}
    notice = _("All authorities, delegations and customs offices are told at once.")
    if entry.in_force:
        notice = _(
            "With it you say that all Member States have told one another and the Commission that the operation"
            " should be treated so (Article 5(7)). All authorities, delegations and customs offices are told at once."
        )
    if kind is Change.DELISTING:
        return [
            _("From the approval on, %(code)s asks for no authorisation: a shipment is screened without it.")
            % code,
            _(
                "The entry stays on its page, marked as taken off, with all its words."
                " Decisions that rest on it stay, too."
            ),
            notice,
            _(
                "It cannot be undone: for the item to be listed again, a new procedure has to close with a listing."
            ),
        ]
    if kind is Change.REVIEW:
        return [
            _("The log says from then on that %(code)s was reviewed and stays as it is.") % code,
            _("Nothing changes for exporters and customs. Within a year the entry is reviewed again."),
            _("It cannot be undone. A correction, or taking the entry off, stays possible at any time."),
        ]
    if kind is Change.TRANSLATION:
        return [
            _("The translation becomes part of the log and of the entry’s page, signed by two officers."),
            _("Authentic stay the words in their own language; screening reads those."),
            _("It cannot be undone, only signed anew. A correction of the words ends it."),
        ]
    return [
        _("From the approval on, shipments are screened against the corrected words of %(code)s.") % code,
        _(
            "The words before stay in the entry’s history: edition %(edition)s can be cited and proven as before."
        )
        % {"edition": entry.edition},
        notice,
        _("It cannot be undone, only corrected again. Since when the entry binds does not change."),
    ]
