"""The next step of a draft: the first part that lacks something, or to check and send it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core.next_steps import Act, NextStep
from exportctl.desks.drafts.presenters.task_list import Row
from licensing.models import Draft

UNDONE = ("waiting", "progress", "refused", "active")  # rows of the task list that somebody has to go on with


def next_step(draft: Draft, rows: Sequence[Row], *, discard: Any, fields: Mapping[str, str]) -> NextStep:
    """`rows` are the task list; its last row is the check. `discard` names the act that ends the draft.

    `fields` leads from the page of a part that is begun to the first field on it that lacks something.
    """
    ending = reverse("desks:withdraw_notification", args=[draft.reference])
    refused = next((row for row in rows if row.kind == "refused"), None)
    row = refused or next((row for row in rows if row.kind in UNDONE), rows[-1])
    words = {"n": row.number, "title": row.title}
    if row is refused:
        sentence, words_beside = _("Remove or replace the file that was not accepted."), row.hint
    elif row is rows[-1]:
        sentence, words_beside = _("Everything is there: check your answers, declare and send."), ""
    else:
        sentence, words_beside = _("Go on with part %(n)d: %(title)s.") % words, ""
    label = _("Continue: %(title)s") % words
    return NextStep(
        tone="todo",
        sentence=sentence,
        words=words_beside,
        act=Act(label, fields.get(row.url, row.url) if row.kind == "progress" else row.url),
        more=(Act(str(discard), ending, tone="madder"),),
    )
