"""What is done to an authorisation, by two officers, its holder and customs."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules import four_eyes
from exportctl.core.rules.mailing import Group
from licensing.rules.authorisations import AUTHORISATION, AUTHORISATION_CHANGE, Event
from licensing.rules.write_offs import REVERSE, WRITE_OFF

CHANGED = "authorisation.changed"

AUTHORISATIONS = (
    Act(
        "issue",
        AUTHORISATION,
        pgettext_lazy("done to it", "issued"),
        _("Issued an authorisation"),
        feed=CHANGED,
    ),
    Act(
        Event.SUSPEND,
        AUTHORISATION,
        pgettext_lazy("done to it", "suspended"),
        _("Suspended an authorisation"),
        notices=(
            NoticeKind(
                "authorisation_suspended",
                _("%(reference)s: your authorisation is suspended"),
                _(
                    "The authority suspended this authorisation. Nothing that is declared from today on is covered by"
                    " it. The reasons stand on its page."
                ),
                group=Group.LEGAL,
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.REINSTATE,
        AUTHORISATION,
        pgettext_lazy("done to it", "reinstated"),
        _("Reinstated an authorisation"),
        notices=(
            NoticeKind(
                "authorisation_reinstated",
                _("%(reference)s: your authorisation is valid again"),
                _("The authority ended the suspension. What is declared from today on is covered again."),
                group=Group.LEGAL,
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.REVOKE,
        AUTHORISATION,
        pgettext_lazy("done to it", "revoked"),
        _("Revoked an authorisation"),
        notices=(
            NoticeKind(
                "authorisation_revoked",
                _("%(reference)s: your authorisation is revoked"),
                _(
                    "The authority revoked this authorisation. Nothing that is declared from today on is covered by it;"
                    " what was exported before stays covered."
                ),
                group=Group.LEGAL,
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.ANNUL,
        AUTHORISATION,
        pgettext_lazy("done to it", "annulled"),
        _("Annulled an authorisation"),
        notices=(
            NoticeKind(
                "authorisation_annulled",
                _("%(reference)s: your authorisation is annulled"),
                _(
                    "The authority annulled this authorisation from the beginning: it counts as never granted, also"
                    " for what was exported already."
                ),
                group=Group.LEGAL,
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.CONTINUE,
        AUTHORISATION,
        pgettext_lazy("done to it", "continued"),
        _("Continued an authorisation under a restrictive measure"),
        notices=(
            NoticeKind(
                "authorisation_continued",
                _("%(reference)s: your authorisation continues"),
                _(
                    "A restrictive measure concerns this authorisation, and the authority lets it continue. On which"
                    " ground, and until when, stands in its letter."
                ),
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.SURRENDER,
        AUTHORISATION,
        pgettext_lazy("done to it", "given back"),
        _("Gave an authorisation back"),
        notices=(
            NoticeKind(
                "authorisation_surrendered",
                _("%(reference)s: given back by its holder"),
                _(
                    "The holder gave this authorisation back. Nothing that is declared from today on is covered by it."
                ),
            ),
        ),
        feed=CHANGED,
    ),
)

AUTHORISATION_CHANGES = (
    Act(
        "propose",
        AUTHORISATION_CHANGE,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed an act on an authorisation"),
        notices=(
            NoticeKind(
                "authorisation_change_waiting",
                _("%(reference)s: a proposal about the authorisation waits for a second officer"),
                _(
                    "A colleague proposed what to do with this authorisation. Another officer of the authority approves"
                    " or discards it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        four_eyes.Event.APPROVE,
        AUTHORISATION_CHANGE,
        pgettext_lazy("done to it", "approved"),
        _("Approved a proposal about an authorisation"),
    ),
    Act(
        four_eyes.Event.DISCARD,
        AUTHORISATION_CHANGE,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded a proposal about an authorisation"),
    ),
)

WRITE_OFFS = (
    Act(
        "record",
        WRITE_OFF,
        pgettext_lazy("done to it", "recorded"),
        _("Wrote off an export from an authorisation"),
        feed="write_off.recorded",
    ),
    Act(
        REVERSE,
        WRITE_OFF,
        pgettext_lazy("done to it", "reversed"),
        _("Reversed a write-off"),
        feed="write_off.reversed",
    ),
)
