"""What is done to a link by which an end user signs from abroad."""

from exportctl.core.acts import Act, HistoryLine, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from licensing.rules.end_use_statements import LINK, Event
from licensing.rules.messages import Side

END_USE_STATEMENTS = (
    Act(
        Event.SEND,
        LINK,
        pgettext_lazy("done to it", "sent"),
        _("Sent a link to sign an end-use statement"),
        history=HistoryLine(_("Link to sign the end-use statement sent"), Side.EXPORTER),
    ),
    Act(
        Event.OPEN,
        LINK,
        pgettext_lazy("done to it", "opened"),
        _("Opened a link to sign an end-use statement"),
        history=HistoryLine(_("End-use statement opened through its link"), Side.EXPORTER),
    ),
    Act(
        Event.SIGN,
        LINK,
        pgettext_lazy("done to it", "used to sign"),
        _("Signed an end-use statement"),
        history=HistoryLine(_("End-use statement signed through its link"), Side.EXPORTER),
        notices=(
            NoticeKind(
                "statement_signed",
                _("%(reference)s: the end-use statement is signed"),
                _("The end user signed the end-use statement online. It is among the documents of the case."),
            ),
        ),
    ),
    Act(
        Event.REFUSE,
        LINK,
        pgettext_lazy("done to it", "answered with a refusal"),
        _("Refused to sign an end-use statement"),
        history=HistoryLine(_("End user refused to sign the end-use statement"), Side.EXPORTER),
        notices=(
            NoticeKind(
                "statement_refused",
                _("%(reference)s: the end user does not sign the end-use statement"),
                _(
                    "The end user does not sign the end-use statement, and says why. The page of the links has it."
                ),
            ),
        ),
    ),
    Act(
        Event.WITHDRAW,
        LINK,
        pgettext_lazy("done to it", "withdrawn"),
        _("Withdrew a link to sign an end-use statement"),
        history=HistoryLine(_("Link to sign the end-use statement withdrawn"), Side.EXPORTER),
    ),
    Act(
        Event.OVERTAKE,
        LINK,
        pgettext_lazy("done to it", "overtaken by a newer version"),
        _("Changed what an end-use statement is about"),
        history=HistoryLine(
            _("End-use statement asked for again: what it is about has changed"), Side.EXPORTER
        ),
        notices=(
            NoticeKind(
                "statement_overtaken",
                _("%(reference)s: have the end-use statement signed again"),
                _(
                    "What the end user signed about has changed since. Send the end user a new link: the earlier"
                    " signature does not cover the new version."
                ),
            ),
        ),
    ),
)
