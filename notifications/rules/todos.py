"""What waits about drafts of notifications, procedures, and what the Commission keeps for them."""

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.todos import TodoKind

TAKE_POSITION = TodoKind(
    code="take_position",
    sentence=_("Take a position: no objection, an objection, or a comment"),
    act=_("Take a position"),
    words="instruction",  # which may be to wait
    words_are=_("Your instruction:"),
)
REPLY = TodoKind(
    code="reply",
    sentence=_("Answer the question of a delegation: %(who)s"),
    act=_("Answer the question"),
    words="question",
)
APPROVE_WITHDRAWAL = TodoKind(
    code="approve_withdrawal",
    sentence=_("Approve or discard the withdrawal of the refusal that %(who)s proposed"),
    act=_("Approve or discard"),
    words="grounds",
    messages=("withdrawal_waiting",),
)
APPROVE_EXTENSION = TodoKind(
    code="approve_extension",
    sentence=_("Approve or discard more time for the states, which %(who)s proposed"),
    act=_("Approve or discard"),
    words="reason",
    messages=("extension_waiting",),
)
REVIEW_ENTRY = TodoKind(
    code="review_entry",
    sentence=_("Review entry %(reference)s: the refusal behind it was annulled"),
    act=_("Look at the entry"),
    messages=("entry_review_due",),
    shared=True,
)
APPROVE_RULE_SET = TodoKind(
    code="approve_rule_set",
    sentence=_("Approve or discard the choice of rules that %(who)s proposed"),
    act=_("Approve or discard"),
    words="reason",
    messages=("rule_set_waiting",),
)
APPROVE_STANDARD_TEXT = TodoKind(
    code="approve_standard_text",
    sentence=_("Approve or discard the standard text that %(who)s proposed"),
    act=_("Approve or discard"),
    words="reason",
    messages=("standard_text_waiting",),
)
FIX_DRAFT = TodoKind(
    code="fix_draft",
    sentence=_("Remove or replace the file that was not accepted"),
    act=_("See the files"),
    messages=("file_rejected",),
)
FINISH_DRAFT = TodoKind(
    code="finish_draft",
    sentence=_("Finish and send your draft"),
    act=_("Go on"),
    counts=False,
)
