"""What is done to a classification question: asked, answered by two officers, taken back."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules import four_eyes
from exportctl.core.rules.mailing import Group
from licensing.rules.classification_questions import (
    CLASSIFICATION_OPINION,
    CLASSIFICATION_QUESTION,
    Event,
)

CLASSIFICATION_QUESTIONS = (
    Act(
        Event.ASK,
        CLASSIFICATION_QUESTION,
        pgettext_lazy("done to it", "asked"),
        _("Asked how an item is classified"),
        notices=(
            NoticeKind(
                "classification_asked",
                _("%(reference)s: a company asks how an item is classified"),
                _("A company of your state asks under which entry an item falls. Two officers answer."),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.ANSWER,
        CLASSIFICATION_QUESTION,
        pgettext_lazy("done to it", "answered"),
        _("Answered how an item is classified"),
        notices=(
            NoticeKind(
                "classification_answered",
                _("%(reference)s: your authority has classified the item"),
                _("Its opinion stands on the page of the question and with the item of your catalogue."),
            ),
        ),
    ),
    Act(
        Event.WITHDRAW,
        CLASSIFICATION_QUESTION,
        pgettext_lazy("done to it", "withdrawn"),
        _("Took a classification question back"),
    ),
    Act(
        "propose",
        CLASSIFICATION_OPINION,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed an opinion on an item"),
        notices=(
            NoticeKind(
                "classification_waiting",
                _("%(reference)s: an opinion on an item waits for a second officer"),
                _(
                    "A colleague proposed under which entry the item falls. Another officer approves or discards it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        four_eyes.Event.APPROVE,
        CLASSIFICATION_OPINION,
        pgettext_lazy("done to it", "approved"),
        _("Approved an opinion on an item"),
    ),
    Act(
        four_eyes.Event.DISCARD,
        CLASSIFICATION_OPINION,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded an opinion on an item"),
    ),
)
