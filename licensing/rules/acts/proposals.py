"""What is done to a proposal to decide a request."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules.requests import PROPOSAL, SECOND, ProposalEvent

PROPOSALS = (
    Act(
        "propose",
        PROPOSAL,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed a decision"),
        notices=(
            NoticeKind(
                "proposal_waiting",
                _("%(reference)s: a proposal waits for a second officer"),
                _(
                    "A colleague proposed a decision. Another officer of your authority approves or returns it."
                ),
                group=Group.TASK,
            ),
            NoticeKind(
                "urgent_proposal_waiting",
                _("%(reference)s: an urgent proposal waits for you, who are on duty"),
                _(
                    "A decision is proposed that is to be made by %(due_on)s, and the duty roster names you as second"
                    " officer. Approve or return it; if you cannot, tell a colleague, who may do it as well."
                ),
                ("due_on",),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        ProposalEvent.APPROVE,
        PROPOSAL,
        pgettext_lazy("done to it", "approved"),
        _("Approved a decision as second officer"),
    ),
    Act(
        SECOND,
        PROPOSAL,
        pgettext_lazy("done to it", "approved by a second officer"),
        _("Approved a decision that takes a third officer"),
        notices=(
            NoticeKind(
                "proposal_seconded",
                _("%(reference)s: a decision waits for a third officer"),
                _(
                    "A second officer approved the proposed decision. A rule of your authority asks for a third, who"
                    " decides."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        ProposalEvent.RETURN,
        PROPOSAL,
        pgettext_lazy("done to it", "returned"),
        _("Returned a proposed decision"),
        notices=(
            NoticeKind(
                "proposal_returned",
                _("%(reference)s: a proposal was returned"),
                _(
                    "A colleague returned the proposed decision with a comment. The case is under review again."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        ProposalEvent.TAKE_BACK,
        PROPOSAL,
        pgettext_lazy("done to it", "taken back"),
        _("Took back the own proposal of a decision"),
        notices=(
            NoticeKind(
                "proposal_taken_back",
                _("%(reference)s: a proposal was taken back"),
                _("Whoever proposed the decision took it back. There is nothing to approve at present."),
            ),
        ),
    ),
    Act(
        ProposalEvent.WITHDRAW,
        PROPOSAL,
        pgettext_lazy("done to it", "withdrawn"),
        _("Withdrew a case with its proposal"),
    ),
    Act(
        ProposalEvent.CLOSE,
        PROPOSAL,
        pgettext_lazy("done to it", "closed with its case"),
        _("Closed a case with its proposal"),
    ),
    Act(
        ProposalEvent.OUTDATE,
        PROPOSAL,
        pgettext_lazy("done to it", "outdated by a correction"),
        _("Corrected a case of which a decision was proposed"),
        notices=(
            NoticeKind(
                "proposal_stale",
                _("%(reference)s: your proposal is outdated"),
                _(
                    "The exporter corrected the case after you proposed a decision. Read what changed, then propose"
                    " anew."
                ),
                group=Group.TASK,
            ),
        ),
    ),
)
