"""How far each part of a catch-all notification is, in words."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.countries import country
from exportctl.desks.drafts.presenters.task_list import Progress, progress_of
from notifications.models import CatchAllNotification
from notifications.queries.red_flags import questions


def item_progress(draft: CatchAllNotification, missing: int) -> Progress:
    return progress_of(draft.item_name, missing)


def parties_progress(draft: CatchAllNotification, missing: int) -> Progress:
    end_user = (draft.body.get("end_user") or {}).get("name") or ""
    words = filter(None, [country(draft.body.get("destination") or ""), end_user])
    return progress_of(" · ".join(words), missing)


def end_use_progress(draft: CatchAllNotification, missing: int) -> Progress:
    return progress_of(Truncator(draft.body.get("end_use") or "").words(12), missing)


def flags_progress(draft: CatchAllNotification, missing: int) -> Progress:
    """How many of its questions are answered; an answer without its evidence is not complete."""
    keys = [question.key for question in questions(draft.questionnaire)]
    answers = draft.body.get("red_flags") or {}
    answered = sum(1 for key in keys if (answers.get(key) or {}).get("answer"))
    hint = _("%(answered)d of %(all)d questions answered") % {"answered": answered, "all": len(keys)}
    if not missing:
        return Progress("done", _("Complete"), hint)
    if answered == len(keys):
        short = ngettext("%(n)d lacks what you know about it", "%(n)d lack what you know about it", missing)
        hint = f"{hint}; {short % {'n': missing}}"
    kind, status = ("progress", _("In progress")) if answered else ("waiting", _("Not started"))
    return Progress(kind, status, hint)
