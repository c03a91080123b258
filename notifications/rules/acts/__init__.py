"""Everything that is done to a catch-all notification, to a procedure and by two officers, each act declared once."""

from exportctl.core.acts import Act, HistoryLine, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import Event
from exportctl.core.rules.mailing import Group
from licensing.rules.amendments import AMENDMENT
from licensing.rules.requests import REQUEST
from notifications.rules.acts.procedures import EXCHANGE, WINDOW
from notifications.rules.machines import EXTENSION, NOTIFICATION, SELECTION, WITHDRAWAL, NotificationEvent
from notifications.rules.standard_texts import STANDARD_TEXT

NOTIFICATIONS = (
    Act("create", NOTIFICATION, pgettext_lazy("done to it", "begun"), _("Began a notification")),
    Act(
        NotificationEvent.SUBMIT,
        NOTIFICATION,
        pgettext_lazy("done to it", "submitted"),
        _("Sent a notification"),
        feed="notification.submitted",
    ),
    Act(
        NotificationEvent.WITHDRAW,
        NOTIFICATION,
        pgettext_lazy("done to it", "withdrawn"),
        _("Withdrew a notification"),
    ),
    *(
        Act(
            "answer_topic",
            machine,
            pgettext_lazy("done to it", "answered by topic"),
            _("Answered due-diligence questions by topic, with one choice"),
        )
        for machine in (NOTIFICATION, AMENDMENT)
    ),
    # The red flags are the notification's; the trail holds their assessment at the request.
    Act(
        "assess",
        REQUEST,
        pgettext_lazy("done to it", "red flag assessed"),
        _("Assessed a red flag"),
        history=HistoryLine(_("Red flag assessed"), public=False),
    ),
)

TWO_OFFICERS = (
    Act(
        "propose",
        WITHDRAWAL,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed to withdraw a refusal"),
        history=HistoryLine(_("Withdrawal of the refusal proposed"), public=False),
        notices=(
            NoticeKind(
                "withdrawal_waiting",
                _("%(reference)s: a withdrawal waits for a second officer"),
                _(
                    "A colleague proposed to withdraw the refusal. Another officer of your authority approves it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        WITHDRAWAL,
        pgettext_lazy("done to it", "approved"),
        _("Approved the withdrawal of a refusal"),
    ),
    Act(
        Event.DISCARD,
        WITHDRAWAL,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded the withdrawal of a refusal"),
        history=HistoryLine(_("Proposed withdrawal of the refusal discarded"), public=False),
    ),
    Act(
        "propose",
        EXTENSION,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed an extension"),
        notices=(
            NoticeKind(
                "extension_waiting",
                _("%(reference)s: an extension waits for a second officer"),
                _(
                    "A colleague proposed to extend the window. Another officer of the Commission approves it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(Event.APPROVE, EXTENSION, pgettext_lazy("done to it", "approved"), _("Approved an extension")),
    Act(Event.DISCARD, EXTENSION, pgettext_lazy("done to it", "discarded"), _("Discarded an extension")),
    Act(
        "propose",
        SELECTION,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed a rule set"),
        notices=(
            NoticeKind(
                "rule_set_waiting",
                _("A choice of rule set waits for a second officer"),
                _("A colleague proposed other rules for future procedures. Another officer approves them."),
                group=Group.TASK,
            ),
        ),
    ),
    Act(Event.APPROVE, SELECTION, pgettext_lazy("done to it", "approved"), _("Approved a rule set")),
    Act(
        Event.DISCARD,
        SELECTION,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded the proposal of a rule set"),
    ),
    Act(
        "propose",
        STANDARD_TEXT,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed other words for a standard text"),
        notices=(
            NoticeKind(
                "standard_text_waiting",
                _("A change of a standard text waits for a second officer"),
                _("A colleague proposed other words for a standard text. Another officer approves them."),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        STANDARD_TEXT,
        pgettext_lazy("done to it", "approved"),
        _("Approved other words for a standard text"),
    ),
    Act(
        Event.DISCARD,
        STANDARD_TEXT,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded other words for a standard text"),
    ),
)

ACTS = (*NOTIFICATIONS, *WINDOW, *EXCHANGE, *TWO_OFFICERS)
