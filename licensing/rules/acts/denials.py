"""What is done to a denial: notified, reviewed, revoked (Article 16)."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules import four_eyes
from exportctl.core.rules.mailing import Group
from licensing.rules.denial_tables import DENIAL_IMPORT
from licensing.rules.denials import DENIAL, DENIAL_REVIEW, Event

DENIAL_IMPORTS = (
    Act(
        "propose",
        DENIAL_IMPORT,
        pgettext_lazy("done to it", "proposed"),
        _("Read in a file of denials"),
        notices=(
            NoticeKind(
                "denial_import_waiting",
                _("%(reference)s: a file of denials waits for a second officer"),
                _(
                    "A colleague read in a file of other states’ denials. Another officer takes or discards it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        four_eyes.Event.APPROVE,
        DENIAL_IMPORT,
        pgettext_lazy("done to it", "approved"),
        _("Took a file of denials"),
    ),
    Act(
        four_eyes.Event.DISCARD,
        DENIAL_IMPORT,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded a file of denials"),
    ),
)
DENIALS = (
    Act(
        Event.NOTIFY,
        DENIAL,
        pgettext_lazy("done to it", "notified"),
        _("Notified a denial to the other authorities and the Commission"),
        notices=(
            NoticeKind(
                "denial_notified",
                _("%(reference)s: %(state)s notifies a denial"),
                _(
                    "%(state)s denied an authorisation. Before you decide on an essentially identical transaction you"
                    " ask that authority (Article 16(5)). What was denied stands in the register."
                ),
                ("state",),
            ),
        ),
    ),
    Act(
        Event.ENTER,
        DENIAL,
        pgettext_lazy("done to it", "entered from its paper"),
        _("Entered a denial of another state from its paper"),
    ),
    Act(
        Event.PASS_ON,
        DENIAL,
        pgettext_lazy("done to it", "passed on to customs"),
        _("Passed another state’s denial on to the customs of the own state"),
        notices=(
            NoticeKind(
                "denial_passed_on",
                _("%(reference)s: %(state)s denied an export of items that are not listed"),
                _(
                    "Your authority passes on what %(state)s told (Articles 4(5) and 5(5)). Its page says which items,"
                    " and to whom: ask your authority before such an export leaves."
                ),
                ("state",),
            ),
            NoticeKind(
                "passed_denial_ended",
                _("%(reference)s: what %(state)s denied is not valid any more"),
                _(
                    "Your authority had passed it on to you (Articles 4(5) and 5(5)). It is not valid any more: nobody"
                    " has to ask about it."
                ),
                ("state",),
            ),
        ),
    ),
    Act(
        Event.RENEW,
        DENIAL,
        pgettext_lazy("done to it", "renewed"),
        _("Renewed a denial after its review"),
        notices=(
            NoticeKind(
                "denial_renewed",
                _("%(reference)s: %(state)s renews its denial"),
                _("The review came to this: the denial stays valid. It is reviewed again by %(due_on)s."),
                ("state", "due_on"),
            ),
        ),
    ),
    Act(
        Event.AMEND,
        DENIAL,
        pgettext_lazy("done to it", "amended"),
        _("Amended a denial after its review"),
        notices=(
            NoticeKind(
                "denial_amended",
                _("%(reference)s: %(state)s amends its denial"),
                _(
                    "The review came to this: the denial stays valid with another ground. It is reviewed again by"
                    " %(due_on)s."
                ),
                ("state", "due_on"),
            ),
        ),
    ),
    Act(
        Event.REVOKE,
        DENIAL,
        pgettext_lazy("done to it", "revoked"),
        _("Revoked a denial after its review"),
        notices=(
            NoticeKind(
                "denial_revoked",
                _("%(reference)s: %(state)s revokes its denial"),
                _("The denial is not valid any more. Nobody has to ask about it (Article 16(5))."),
                ("state",),
            ),
        ),
    ),
    Act(
        Event.FALL_AWAY,
        DENIAL,
        pgettext_lazy("done to it", "fallen away"),
        _("Told the other authorities that a denial fell away with the act behind it"),
        notices=(
            NoticeKind(
                "denial_fallen_away",
                _("%(reference)s: a denial of %(state)s has fallen away"),
                _(
                    "The act that it told of holds no more: a refusal was withdrawn, or a suspension has ended. The"
                    " denial is not valid any more."
                ),
                ("state",),
            ),
        ),
    ),
)

DENIAL_REVIEWS = (
    Act(
        "propose",
        DENIAL_REVIEW,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed what the review of a denial comes to"),
        notices=(
            NoticeKind(
                "denial_review_waiting",
                _("%(reference)s: the review of a denial waits for a second officer"),
                _("A colleague proposed to renew, amend or revoke this denial. Another officer approves it."),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        four_eyes.Event.APPROVE,
        DENIAL_REVIEW,
        pgettext_lazy("done to it", "approved"),
        _("Approved what the review of a denial comes to"),
    ),
    Act(
        four_eyes.Event.DISCARD,
        DENIAL_REVIEW,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded a proposal about a denial"),
    ),
)
