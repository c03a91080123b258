"""What is done to a consultation, and to a body that may be consulted."""

from exportctl.core.acts import Act, HistoryLine, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from licensing.rules.consultations import BODY, CONSULTATION, Event

ADVICE_GIVEN = NoticeKind(
    "advice_given",
    _("%(reference)s: advice of %(body)s has come in"),
    _("%(body)s, which your authority asked, has given its advice."),
    ("body",),
)

DUE = _("To be answered by %(day)s.")

CONSULTATIONS = (
    Act(
        "ask",
        CONSULTATION,
        pgettext_lazy("done to it", "asked about"),
        _("Asked a body for advice"),
        history=HistoryLine(_("Another body asked for advice"), public=False, dated=DUE),
    ),
    Act(
        Event.ASK_AGAIN,
        CONSULTATION,
        pgettext_lazy("done to it", "asked again"),
        _("Asked a body for advice again"),
        history=HistoryLine(_("Body asked again"), public=False, dated=DUE),
    ),
    Act(
        Event.REMIND,
        CONSULTATION,
        pgettext_lazy("done to it", "reminded"),
        _("Reminded a body of its advice"),
        history=HistoryLine(_("Body reminded of its advice"), public=False),
    ),
    Act(
        Event.ADVISE,
        CONSULTATION,
        pgettext_lazy("done to it", "answered with advice"),
        _("Gave advice"),
        history=HistoryLine(_("Advice given through the body’s own link"), public=False),
        notices=(ADVICE_GIVEN,),
    ),
    Act(
        Event.RECORD,
        CONSULTATION,
        pgettext_lazy("done to it", "answered, as recorded by an officer"),
        _("Recorded the advice of a body"),
        history=HistoryLine(_("Advice recorded by an officer for the body"), public=False),
        notices=(ADVICE_GIVEN,),
    ),
    Act(
        Event.DROP,
        CONSULTATION,
        pgettext_lazy("done to it", "dropped"),
        _("Went on without the advice of a body"),
        history=HistoryLine(_("Advice of a body not needed any more"), public=False),
    ),
)

BODIES = (
    Act("create", BODY, pgettext_lazy("done to it", "entered"), _("Entered a body to be consulted")),
    Act("change", BODY, pgettext_lazy("done to it", "changed"), _("Changed the entry of a consulted body")),
    Act("retire", BODY, pgettext_lazy("done to it", "retired"), _("Retired a consulted body")),
)
