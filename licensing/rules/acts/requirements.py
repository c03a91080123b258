"""What is done with a requirement that other states are told of (Article 4(4), 4(5)): told, passed on, lifted."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from licensing.rules.requirements import SHARED_REQUIREMENT, Event

SHARED_REQUIREMENTS = (
    Act(
        Event.SHARE,
        SHARED_REQUIREMENT,
        pgettext_lazy("done to it", "told to the other states"),
        _("Told the other authorities and the Commission of a requirement"),
        notices=(
            NoticeKind(
                "requirement_shared",
                _("%(reference)s: %(state)s requires an authorisation for items that are not listed"),
                _(
                    "%(state)s tells of a requirement (Article 4(4)): which items, and to whom. Give it due"
                    " consideration and inform your customs (Article 4(5)): its page does that."
                ),
                ("state",),
            ),
        ),
    ),
    Act(
        Event.ENTER,
        SHARED_REQUIREMENT,
        pgettext_lazy("done to it", "entered from its paper"),
        _("Entered another state’s requirement from its paper"),
    ),
    Act(
        Event.PASS_ON,
        SHARED_REQUIREMENT,
        pgettext_lazy("done to it", "passed on to customs"),
        _("Passed another state’s requirement on to the customs of the own state"),
        notices=(
            NoticeKind(
                "requirement_passed_on",
                _("%(reference)s: %(state)s requires an authorisation for items that are not listed"),
                _(
                    "Your authority passes on what %(state)s told (Article 4(5)). Its page says which items, and to"
                    " whom: ask your authority before such an export leaves."
                ),
                ("state",),
            ),
        ),
    ),
    Act(
        Event.LIFT,
        SHARED_REQUIREMENT,
        pgettext_lazy("done to it", "lifted"),
        _("Told the other authorities and the Commission that a requirement is lifted"),
        notices=(
            NoticeKind(
                "shared_requirement_lifted",
                _("%(reference)s: %(state)s has lifted its requirement"),
                _("What it rested on was taken back: nothing is required by it any more."),
                ("state",),
            ),
        ),
    ),
)
