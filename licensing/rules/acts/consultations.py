"""What is done to a consultation, and to a body that may be consulted."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from licensing.rules.consultations import BODY, CONSULTATION, Event

ADVICE_GIVEN = NoticeKind(
    "advice_given",
    _("%(reference)s: advice has come in"),
    _("A body that your authority asked has given its advice."),
)

CONSULTATIONS = (
    Act("ask", CONSULTATION, pgettext_lazy("done to it", "asked about"), _("Asked a body for advice")),
    Act(
        Event.ASK_AGAIN,
        CONSULTATION,
        pgettext_lazy("done to it", "asked again"),
        _("Asked a body for advice again"),
    ),
    Act(
        Event.REMIND,
        CONSULTATION,
        pgettext_lazy("done to it", "reminded"),
        _("Reminded a body of its advice"),
    ),
    Act(
        Event.ADVISE,
        CONSULTATION,
        pgettext_lazy("done to it", "answered with advice"),
        _("Gave advice"),
        notices=(ADVICE_GIVEN,),
    ),
    Act(
        Event.RECORD,
        CONSULTATION,
        pgettext_lazy("done to it", "answered, as recorded by an officer"),
        _("Recorded the advice of a body"),
        notices=(ADVICE_GIVEN,),
    ),
    Act(
        Event.DROP,
        CONSULTATION,
        pgettext_lazy("done to it", "dropped"),
        _("Went on without the advice of a body"),
    ),
)

BODIES = (
    Act("create", BODY, pgettext_lazy("done to it", "entered"), _("Entered a body to be consulted")),
    Act("retire", BODY, pgettext_lazy("done to it", "retired"), _("Retired a consulted body")),
)
