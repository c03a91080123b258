"""What is done with general authorisations: registered, used, reported, forbidden, laid down by a state."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import Event
from exportctl.core.rules.mailing import Group
from licensing.rules.general_registrations import GENERAL_BAR, GENERAL_EDITION, GENERAL_REGISTRATION
from licensing.rules.letter_services import COUNT_DAY

GENERAL_REGISTRATIONS = (
    Act(
        "register",
        GENERAL_REGISTRATION,
        pgettext_lazy("done to it", "entered"),
        _("Registered for a general authorisation"),
        notices=(
            NoticeKind(
                "general_acknowledged",
                _("%(reference)s: your registration for a general authorisation is acknowledged"),
                _(
                    "Your company is registered from now on. When the first use is notified, and what is reported by"
                    " when, stands on its page."
                ),
            ),
        ),
        feed="registration.changed",
    ),
    Act(
        "notify_first_use",
        GENERAL_REGISTRATION,
        pgettext_lazy("done to it", "used first"),
        _("Notified the first use of a general authorisation"),
        feed="registration.changed",
    ),
    Act(
        "request_reports",
        GENERAL_REGISTRATION,
        pgettext_lazy("done to it", "asked for reports"),
        _("Asked for reports on a general authorisation"),
        notices=(
            NoticeKind(
                "general_reports_requested",
                _("%(reference)s: your authority asks for reports"),
                _(
                    "From today on your company reports its use of this general authorisation. Its page says for"
                    " which periods and by when."
                ),
            ),
        ),
        feed="registration.changed",
    ),
    Act(
        "report",
        GENERAL_REGISTRATION,
        pgettext_lazy("done to it", "reported"),
        _("Reported the use of a general authorisation"),
    ),
    Act(
        "report_due",
        GENERAL_REGISTRATION,
        pgettext_lazy("done to it", "reminded of a report"),
        _("A report on a general authorisation became due"),
        notices=(
            NoticeKind(
                "general_report_due",
                _("%(reference)s: a report on a general authorisation is due by %(due_on)s"),
                _(
                    "Report what your company exported under it in the period that has ended, or that there was"
                    " nothing."
                ),
                facts=("due_on",),
                group=Group.TASK,
            ),
            NoticeKind(
                "general_report_overdue",
                _("%(reference)s: a report on a general authorisation was due by %(due_on)s"),
                _(
                    "The report has not come in. Report what was exported, or that there was nothing; whoever does not"
                    " report may lose the use of general authorisations."
                ),
                facts=("due_on",),
                group=Group.TASK,
            ),
        ),
        feed="report.due",
    ),
    Act(
        "first_use_due",
        GENERAL_REGISTRATION,
        pgettext_lazy("done to it", "reminded of the first use"),
        _("A notice of first use became due"),
        notices=(
            NoticeKind(
                "general_first_use_due",
                _("%(reference)s: the first use is to be notified by %(due_on)s"),
                _("An export was written off from this general authorisation. Notify its first use in time."),
                facts=("due_on",),
                group=Group.TASK,
            ),
            NoticeKind(
                "general_first_use_overdue",
                _("%(reference)s: the first use was to be notified by %(due_on)s"),
                _(
                    "An export was written off from this general authorisation, and nobody notified its first use."
                ),
                facts=("due_on",),
                group=Group.TASK,
            ),
        ),
    ),
)

GENERAL_BARS = (
    Act(
        "propose",
        GENERAL_BAR,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed to forbid a company general authorisations, or to allow them again"),
        notices=(
            NoticeKind(
                "general_bar_waiting",
                _("%(reference)s: a bar from general authorisations waits for a second officer"),
                _(
                    "A colleague proposed to forbid a company the use of general authorisations, or to allow it again."
                    " Another officer of the authority approves or discards it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        GENERAL_BAR,
        pgettext_lazy("done to it", "approved"),
        _("Forbade a company general authorisations, or allowed them again"),
        notices=(
            NoticeKind(
                "general_barred",
                _("%(reference)s: your company may not use general authorisations that are named"),
                _(
                    "Your authority has forbidden your company the use of general authorisations. From"
                    " today on nothing that is declared under them is covered. Its letter gives the reasons and what"
                    " you can do against it."
                ),
                group=Group.LEGAL,
            ),
            NoticeKind(
                "general_bar_lifted",
                _("%(reference)s: your company may use general authorisations again"),
                _("Your authority allows the use again. What is declared from today on is covered."),
                group=Group.LEGAL,
            ),
            NoticeKind(
                "general_bar_shared",
                _("%(reference)s: an authority tells of a bar from general authorisations"),
                _(
                    "Another Member State has forbidden one of its companies the use of general authorisations, or has"
                    " allowed it again (Article 12(7))."
                ),
            ),
        ),
    ),
    Act(
        Event.DISCARD,
        GENERAL_BAR,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded a proposal about general authorisations of a company"),
    ),
    Act(
        "serve",
        GENERAL_BAR,
        pgettext_lazy("done to it", "served"),
        _("Recorded the service of a letter about general authorisations"),
    ),
    # The clock's own, once the public holidays of the year of that day are entered.
    Act(
        COUNT_DAY,
        GENERAL_BAR,
        pgettext_lazy("done to it", "given its day of service"),
        _("Counted a day of service whose year was entered"),
        notices=(
            NoticeKind(
                "bar_service_day_counted",
                _("%(reference)s: the letter counts as served on %(counts_on)s"),
                _(
                    "The public holidays of that year are entered, so the day can be told. Unless a later day is"
                    " proved, every period for contesting the letter counts from it."
                ),
                ("counts_on",),
                group=Group.LEGAL,
            ),
        ),
    ),
)

GENERAL_EDITIONS = (
    Act(
        "propose",
        GENERAL_EDITION,
        pgettext_lazy("done to it", "proposed"),
        _("Entered what the state lays down for a general authorisation"),
        notices=(
            NoticeKind(
                "general_edition_waiting",
                _("%(reference)s: what the state lays down waits for a second officer"),
                _(
                    "A colleague entered a national general authorisation, or terms of one of the Union. Another"
                    " officer reads the act and confirms it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        GENERAL_EDITION,
        pgettext_lazy("done to it", "confirmed"),
        _("Confirmed what the state lays down for a general authorisation"),
        notices=(
            NoticeKind(
                "national_general_authorisation",
                _("%(reference)s: %(state)s notifies a national general authorisation"),
                _(
                    "It was issued or changed; the Commission publishes it in the Official Journal, C series (Article"
                    " 12(6))."
                ),
                ("state",),
            ),
        ),
    ),
    Act(
        Event.DISCARD,
        GENERAL_EDITION,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded what was entered of a general authorisation"),
    ),
)
