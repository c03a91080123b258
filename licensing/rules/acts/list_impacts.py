"""What a new edition of the list means for those whose items it concerns: they are told, each once."""

from controllist.rules.entries import ENTRY
from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy

FACTS = ("count", "edition")
LIST_IMPACTS = (
    Act(
        "compared_again",
        ENTRY,
        pgettext_lazy("done to it", "compared with what exporters keep, have asked and were granted"),
        _("Compared catalogues, open requests and authorisations with the list again"),
        notices=(
            NoticeKind(
                "items_listed",
                _("%(reference)s: the list may mean items of yours"),
                _(
                    "Edition %(edition)s of the EU-wide list has a new entry. Of what you keep, have open or were"
                    " granted, %(count)s may be meant. Authorisations that were granted continue; an open request is"
                    " decided under the new entry."
                ),
                FACTS,
            ),
            NoticeKind(
                "items_corrected",
                _("%(reference)s: an entry that may mean items of yours was corrected"),
                _(
                    "Edition %(edition)s of the EU-wide list corrects an entry. Of what you keep, have open or were"
                    " granted, %(count)s were or are meant by it. Read what it says now."
                ),
                FACTS,
            ),
            NoticeKind(
                "items_delisted",
                _("%(reference)s: an entry that may have meant items of yours was taken off"),
                _(
                    "Edition %(edition)s of the EU-wide list takes an entry off. Of what you keep, have open or were"
                    " granted, %(count)s were meant by it. Another rule may still ask for an authorisation."
                ),
                FACTS,
            ),
        ),
        recorded=False,
    ),
)
