"""How far a draft is: one row a part, what each still lacks, and whether it can be sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.models import File
from exportctl.core.rules.files import Status
from licensing.models import Draft

MOST_NAMES = 3  # of what a part lacks, in one line


@dataclass(frozen=True)
class Progress:
    """How far a part is: the kind and the word of its tag, and the line under its title."""

    kind: str
    status: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """A part of a kind's draft, as its task list shows it.

    `members` are those of the body that the part asks for; `progress` takes a draft and the number of answers
    that are missing in the part.
    """

    key: str
    title: Any
    members: tuple[str, ...]
    progress: Callable[[Any, int], Progress]
    is_optional: bool = False  # nothing can be missing in it

    def page(self, draft: Draft) -> str:
        """Its address."""
        return part_page(draft, self.key)

    def asked_at(self, pointers: Sequence[str]) -> list[str]:
        """What it asks for at these places, in the words of its fields; nothing where they say it themselves."""
        return []


T = TypeVar("T", bound=Task)


@dataclass(frozen=True)
class Row:
    """One row of the task list, in the shape the look's task list draws."""

    number: int
    title: Any
    url: str
    hint: str
    kind: str
    status: str


def part_page(draft: Draft, key: str) -> str:
    return reverse("desks:part", args=[draft.reference, key])


def task_list(draft: Draft, tasks: Sequence[Task], *, files: list[File] | None = None) -> list[Row]:
    """A row for each task, the documents, and the check, which can start when nothing is missing.

    A list of drafts brings its `files`.
    """
    if files is None:
        files = [attachment.file for attachment in draft.attachments.select_related("file")]
    gaps: dict[str, list[str]] = {task.key: [] for task in tasks}
    for gap in draft.gaps:
        gaps[task_of(gap["pointer"], tasks).key].append(gap["pointer"])
    missing = [key for key, pointers in gaps.items() if pointers]
    rows = [
        *((task.title, task.page(draft), _with_gaps(task, draft, gaps[task.key])) for task in tasks),
        (_("Documents"), reverse("desks:attachments", args=[draft.reference]), documents_progress(files)),
    ]
    open_numbers = [number for number, task in enumerate(tasks, start=1) if task.key in missing]
    rows.append(
        (
            _("Check answers and declare"),
            reverse("desks:draft_check", args=[draft.reference]),
            _check(open_numbers),
        )
    )
    return [
        Row(number, title, url, progress.hint, progress.kind, progress.status)
        for number, (title, url, progress) in enumerate(rows, start=1)
    ]


def _with_gaps(task: Task, draft: Draft, pointers: list[str]) -> Progress:
    """How far a part is; of one that is begun with the names of what it lacks."""
    progress = task.progress(draft, len(pointers))
    names = task.asked_at(pointers) if progress.kind == "progress" else []
    if not names:
        return progress
    shown = "; ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
    return replace(progress, hint=_("%(hint)s. Missing: %(names)s") % {"hint": progress.hint, "names": shown})


def task_of(pointer: str, tasks: Sequence[T]) -> T:
    """The task that asks for the member which `pointer` leads into; for what none asks for the first with gaps."""
    member = pointer.split("/")[1] if "/" in pointer else ""
    first = next((task for task in tasks if not task.is_optional), tasks[0])
    return next((task for task in tasks if member in task.members), first)


def progress_of(hint: str, missing: int) -> Progress:
    """Complete, not started (there is nothing to say of the part yet), or how many answers are missing."""
    if not missing:
        return Progress("done", _("Complete"), hint)
    if not hint:
        return Progress("waiting", _("Not started"), _("Not started"))
    text = ngettext("%(n)d answer missing", "%(n)d answers missing", missing) % {"n": missing}
    return Progress("progress", text, hint)


def documents_progress(files: list[File]) -> Progress:
    statuses = [file.status for file in files]
    if not statuses:
        return Progress("plain", _("None"), _("Optional"))
    counts = {"checked": statuses.count(Status.CLEAN), "all": len(statuses)}
    hint = _("%(checked)d of %(all)d checked") % counts
    if refused := next((file for file in files if file.reason), None):
        hint = f"{refused.name}: {refused.reason}"
        word = _("File rejected") if refused.status == Status.REJECTED else _("File withheld")
        return Progress("refused", word, hint)
    if Status.QUARANTINED in statuses:
        return Progress("plain", _("Checking file"), hint)
    return Progress("done", _("Checked"), hint)


def _check(open_numbers: list[int]) -> Progress:
    if not open_numbers:
        return Progress("active", _("Ready to send"), _("Everything is there."))
    hint = ngettext(
        "You can send it when part %(parts)s is complete",
        "You can send it when parts %(parts)s are complete",
        len(open_numbers),
    ) % {"parts": get_text_list([str(number) for number in open_numbers], _("and"))}
    return Progress("plain", _("Not ready yet"), hint)
