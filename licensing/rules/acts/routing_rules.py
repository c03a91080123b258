"""What is done to the rules of an authority about where its requests go."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import Event
from exportctl.core.rules.mailing import Group
from licensing.rules.routing_rules import ROUTING_RULE

ROUTING_RULES = (
    Act(
        "propose",
        ROUTING_RULE,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed a rule about where requests go"),
        notices=(
            NoticeKind(
                "routing_rule_waiting",
                _("%(reference)s: a rule about where requests go waits for a second officer"),
                _(
                    "A colleague proposed to add or remove a rule. Another officer of the authority approves or"
                    " discards it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        ROUTING_RULE,
        pgettext_lazy("done to it", "approved"),
        _("Approved a rule about where requests go"),
    ),
    Act(
        Event.DISCARD,
        ROUTING_RULE,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded a proposal about where requests go"),
    ),
)
