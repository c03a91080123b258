"""What becomes of a remedy: lodged, its outcome proposed by one officer and carried out by another."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules import four_eyes
from exportctl.core.rules.mailing import Group
from licensing.rules.remedies import REMEDY, REMEDY_OUTCOME, State

ENDED = NoticeKind(
    "remedy_ended",
    _("%(reference)s: a remedy has ended"),
    _(
        "The outcome of a remedy in this case is recorded and carried out. The page of the case says what follows."
    ),
    group=Group.LEGAL,
)

REMEDIES = (
    Act(
        "lodge",
        REMEDY,
        pgettext_lazy("done to it", "lodged"),
        _("Recorded a remedy"),
        notices=(
            NoticeKind(
                "remedy_lodged",
                _("%(reference)s: a remedy is recorded"),
                _(
                    "The authority recorded an objection, an appeal or an action in this case, and when it was lodged."
                ),
            ),
        ),
    ),
    Act(
        State.UPHELD,
        REMEDY,
        pgettext_lazy("done to it", "ended"),
        _("Recorded that an act was upheld"),
        notices=(ENDED,),
    ),
    Act(
        State.ANNULLED,
        REMEDY,
        pgettext_lazy("done to it", "ended"),
        _("Recorded that an act was annulled"),
        notices=(
            NoticeKind(
                "entry_review_due",
                _("%(reference)s: the refusal behind this entry was annulled"),
                _(
                    "The refusal that led to this entry of the EU-wide list was annulled. Review the entry: correct it,"
                    " or take it off."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        State.ANNULLED_IN_PART,
        REMEDY,
        pgettext_lazy("done to it", "ended"),
        _("Recorded that an act was annulled in part"),
    ),
    Act(State.CHANGED, REMEDY, pgettext_lazy("done to it", "ended"), _("Recorded that an act was changed")),
    Act(
        State.WITHDRAWN,
        REMEDY,
        pgettext_lazy("done to it", "ended"),
        _("Recorded that a remedy was withdrawn"),
    ),
    Act(
        "propose",
        REMEDY_OUTCOME,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed the outcome of a remedy"),
        notices=(
            NoticeKind(
                "remedy_outcome_waiting",
                _("%(reference)s: the outcome of a remedy waits for a second officer"),
                _(
                    "A colleague recorded how a remedy ended. Another officer of the authority carries it out."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        four_eyes.Event.APPROVE,
        REMEDY_OUTCOME,
        pgettext_lazy("done to it", "approved"),
        _("Approved the outcome of a remedy"),
    ),
    Act(
        four_eyes.Event.DISCARD,
        REMEDY_OUTCOME,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded the outcome of a remedy"),
    ),
)
