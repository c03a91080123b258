"""What is done to a registration: by the company that asks for it, and by the officers who check it."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules.registrations import REGISTRATION, Event

CHANGED = "registration.changed"

REGISTRATIONS = (
    Act(
        "create",
        REGISTRATION,
        pgettext_lazy("done to it", "entered"),
        _("Entered a registration"),
        notices=(
            NoticeKind(
                "registration_entered",
                _("Confirm your registration with %(reference)s"),
                _(
                    "Somebody, probably you, entered a company as an exporter and gave this address. Sign in, read what"
                    " was entered, and confirm it: only then the authority sees it. If it was not you, do nothing."
                ),
                group=Group.TASK,
                before_seat=True,
            ),
        ),
    ),
    Act(
        Event.SEND,
        REGISTRATION,
        pgettext_lazy("done to it", "sent"),
        _("Sent a registration"),
        notices=(
            NoticeKind(
                "registration_sent",
                _("%(reference)s: a registration has come in"),
                _("A company asks to be registered, or to have its record changed. An officer checks it."),
                group=Group.TASK,
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.ASK,
        REGISTRATION,
        pgettext_lazy("done to it", "asked about"),
        _("Asked a company about its registration"),
        notices=(
            NoticeKind(
                "registration_asked",
                _("%(reference)s: the authority asks about your registration"),
                _("The authority needs to know something before it can register you. Answer on its page."),
                group=Group.TASK,
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.ANSWER,
        REGISTRATION,
        pgettext_lazy("done to it", "answered"),
        _("Answered about a registration"),
        notices=(
            NoticeKind(
                "registration_answered",
                _("%(reference)s: the company has answered"),
                _("The company answered what you asked about its registration."),
                group=Group.TASK,
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        "verify",
        REGISTRATION,
        pgettext_lazy("done to it", "verified"),
        _("Recorded that a company’s number exists"),
    ),
    Act(
        Event.APPROVE,
        REGISTRATION,
        pgettext_lazy("done to it", "approved"),
        _("Approved a registration"),
        notices=(
            NoticeKind(
                "registration_approved",
                _("%(reference)s: your registration is approved"),
                _("The authority approved what you sent about your company. It counts from now on."),
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.REFUSE,
        REGISTRATION,
        pgettext_lazy("done to it", "refused"),
        _("Refused a registration"),
        notices=(
            NoticeKind(
                "registration_refused",
                _("%(reference)s: your registration is refused"),
                _("The authority refused what you sent about your company. Its page gives the reason."),
            ),
        ),
        feed=CHANGED,
    ),
    Act(
        Event.WITHDRAW,
        REGISTRATION,
        pgettext_lazy("done to it", "withdrawn"),
        _("Withdrew a registration"),
        feed=CHANGED,
    ),
    Act(
        Event.LAPSE,
        REGISTRATION,
        pgettext_lazy("done to it", "erased"),
        _("Erased a registration that nobody confirmed"),
    ),
    Act(
        Event.RECORD,
        REGISTRATION,
        pgettext_lazy("done to it", "recorded"),
        _("Changed sites, contacts, compliance programme or agents of a company"),
        feed=CHANGED,
    ),
    Act(
        "add_paper",
        REGISTRATION,
        pgettext_lazy("done to it", "given a paper"),
        _("Added a paper to a registration"),
    ),
)
