"""What waits about an entry of the list: a change of it, its editorial text."""

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.todos import TodoKind

READ_TEXT = TodoKind(
    code="read_text",
    sentence=_("Read the text by %(who)s (%(in_language)s), then publish or return it"),
    act=_("Read and publish"),
    messages=("text_waiting",),
)
APPROVE_ENTRY_CHANGE = TodoKind(
    code="approve_entry_change",
    sentence=_("Approve or discard the change of this entry that %(who)s proposed"),
    act=_("Approve or discard"),
    messages=("entry_change_waiting",),
)
APPROVE_REMOVAL = TodoKind(
    code="approve_removal",
    sentence=_("Take this entry off the list or discard what %(who)s proposed: a removal cannot be undone"),
    act=_("Approve or discard"),
    messages=("entry_change_waiting",),
)
CONFIRM_TABLE = TodoKind(
    code="confirm_table",
    sentence=_("Confirm or discard the file “%(title)s” that %(who)s read"),
    act=_("Confirm or discard"),
    messages=("table_import_waiting",),
)
REVIEW_YEARLY = TodoKind(
    code="review_yearly",
    sentence=_("Review entry %(reference)s: it is reviewed at least once a year (Article 5(7))"),
    act=_("Record the review"),
    shared=True,
)
IMPROVE_TEXT = TodoKind(
    code="improve_text",
    sentence=_("Improve your text (%(in_language)s): the second reader returned it"),
    act=_("Improve the text"),
    words="comment",
)
