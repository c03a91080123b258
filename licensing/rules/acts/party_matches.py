"""What is done to the hits of parties and to the lists they come from."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules import four_eyes
from exportctl.core.rules.mailing import Group
from licensing.rules.party_matches import MATCH_RELEASE, PARTY_MATCH, Event
from licensing.rules.sanctions_lists import SANCTIONS_LIST
from licensing.rules.sanctions_lists import Event as ListEvent
from licensing.rules.watch_lists import REMOVE, WATCH_LIST

PARTY_MATCHES = (
    Act(
        "find",
        PARTY_MATCH,
        pgettext_lazy("done to it", "matched"),
        _("Compared a party with the lists"),
        notices=(
            NoticeKind(
                "party_match_new",
                _("%(reference)s: a party is like a name on a list"),
                _(
                    "A list changed, and a party of this case is like one of its names. Say whether it is the same."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(Event.RELEASE, PARTY_MATCH, pgettext_lazy("done to it", "released"), _("Released a hit of a party")),
    Act(
        Event.CONFIRM, PARTY_MATCH, pgettext_lazy("done to it", "confirmed"), _("Confirmed a hit of a party")
    ),
    Act(
        Event.REOPEN,
        PARTY_MATCH,
        pgettext_lazy("done to it", "opened again"),
        _("Opened a hit of a party again"),
    ),
    Act(
        Event.LAPSE,
        PARTY_MATCH,
        pgettext_lazy("done to it", "lapsed"),
        _("Let a hit of a party lapse, for the name is on no list any more"),
    ),
    Act(
        Event.RETURN,
        PARTY_MATCH,
        pgettext_lazy("done to it", "come back"),
        _("Opened a hit of a party again, for the list changed"),
    ),
    Act(
        "propose",
        MATCH_RELEASE,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed to release a hit of a party"),
        notices=(
            NoticeKind(
                "match_release_waiting",
                _("%(reference)s: the release of a hit waits for a second officer"),
                _(
                    "A colleague says that a party of this case is somebody else than the one on a list. Another"
                    " officer of your authority releases the hit or discards the proposal."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        four_eyes.Event.APPROVE,
        MATCH_RELEASE,
        pgettext_lazy("done to it", "approved"),
        _("Approved the release of a hit of a party"),
    ),
    Act(
        four_eyes.Event.DISCARD,
        MATCH_RELEASE,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded the release of a hit of a party"),
    ),
)

LISTS_OF_NAMES = (
    Act("receive", SANCTIONS_LIST, pgettext_lazy("done to it", "received"), _("Imported a sanctions list")),
    Act(
        ListEvent.TAKE_INTO_USE,
        SANCTIONS_LIST,
        pgettext_lazy("done to it", "taken into use"),
        _("Took a sanctions list into use"),
    ),
    Act(
        ListEvent.REPLACE,
        SANCTIONS_LIST,
        pgettext_lazy("done to it", "replaced"),
        _("Replaced a sanctions list"),
    ),
    Act("watch", WATCH_LIST, pgettext_lazy("done to it", "listed"), _("Entered a name on the watch list")),
    Act(REMOVE, WATCH_LIST, pgettext_lazy("done to it", "taken off"), _("Took a name off the watch list")),
)
