"""How far a notification is: its seven parts, what each still lacks, and the page on which to mend it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.countries import country
from exportctl.core.models import File
from notifications.models import CatchAllNotification
from notifications.queries.red_flags import questions
from notifications.rules.completeness import gaps

END_USE = {"/end_use", "/doubt"}
NUMBERED = ((2, "item"), (3, "parties"), (4, "end-use"), (5, "flags"))
CHOICES = {"functions", "answer"}  # fields drawn as several inputs


@dataclass(frozen=True)
class Part:
    """One row of the task list, in the shape the look's task list draws."""

    number: int
    title: str
    url: str | None
    hint: str
    kind: str
    status: str


def page_of(notification: CatchAllNotification, pointer: str) -> str:
    """The address of the field that a gap or an error points to: the field itself, or the first of its choices."""
    part = part_of(pointer)
    if part == "flags":
        _red_flags, key, name = pointer.strip("/").split("/")
        page = reverse("desks:flag", args=[notification.reference, key])
    else:
        page = _page(notification, part)
        name = pointer.strip("/").replace("/", "_").removeprefix("item_")
    return f"{page}#id_{name}" + ("_0" if name in CHOICES else "")


def _page(notification: CatchAllNotification, part: str) -> str:
    return reverse("desks:part", args=[notification.reference, part])


def parts(notification: CatchAllNotification, *, files: list[File] | None = None) -> list[Part]:
    """The seven rows; the last can start when nothing is missing. A list of drafts brings its `files`."""
    if files is None:
        files = [attachment.file for attachment in notification.attachments.select_related("file")]
    body = notification.body
    use = Truncator(body.get("end_use") or "").chars(80)
    missing = [part_of(gap["pointer"]) for gap in gaps(body, version=notification.questionnaire)]
    exporter = notification.exporter
    rows = [
        Part(
            1,
            _("Company and contact"),
            _page(notification, "company"),
            _company(exporter),
            "done",
            _("Complete"),
        ),
        _row(notification, 2, "item", _("The item"), notification.item_name, missing),
        _row(notification, 3, "parties", _("Destination and parties"), _parties(body), missing),
        _row(notification, 4, "end-use", _("End use and doubt"), use, missing),
        _flags(notification, missing),
        _documents(notification, files),
    ]
    return [*rows, _check(notification, missing)]


def _company(exporter: Any) -> str:
    return " · ".join(filter(None, [exporter.legal_name, exporter.contact]))


def part_of(pointer: str) -> str:
    """The part of the task list that a field belongs to."""
    if pointer.startswith("/red_flags"):
        return "flags"
    if pointer in END_USE:
        return "end-use"
    return "parties" if pointer.startswith(("/end_user/", "/destination", "/consignee")) else "item"


def _row(
    notification: CatchAllNotification, number: int, part: str, title: str, hint: str, missing: list[str]
) -> Part:
    url = reverse("desks:part", args=[notification.reference, part])
    count = missing.count(part)
    if not count:
        return Part(number, title, url, hint, "done", _("Complete"))
    if not hint:
        return Part(number, title, url, _("Not started"), "waiting", _("Not started"))
    still = ngettext("%(n)d answer missing", "%(n)d answers missing", count) % {"n": count}
    return Part(number, title, url, hint, "progress", still)


def _parties(body: dict[str, Any]) -> str:
    end_user = (body.get("end_user") or {}).get("name") or ""
    return " · ".join(filter(None, [country(body.get("destination") or ""), end_user]))


def _flags(notification: CatchAllNotification, missing: list[str]) -> Part:
    asked = questions(notification.questionnaire)
    answers = notification.body.get("red_flags") or {}
    answered = sum(1 for question in asked if (answers.get(question.key) or {}).get("answer"))
    hint = _("%(answered)d of %(all)d questions answered") % {"answered": answered, "all": len(asked)}
    url = reverse("desks:flags", args=[notification.reference])
    if "flags" not in missing:
        return Part(5, _("Due diligence"), url, hint, "done", _("Complete"))
    kind, status = ("progress", _("In progress")) if answered else ("waiting", _("Not started"))
    return Part(5, _("Due diligence"), url, hint, kind, status)


def _documents(notification: CatchAllNotification, files: list[File]) -> Part:
    statuses = [file.status for file in files]
    url, title = reverse("desks:attachments", args=[notification.reference]), _("Documents")
    if not statuses:
        return Part(6, title, url, _("Optional"), "plain", _("None"))
    counted = {"checked": statuses.count("clean"), "all": len(statuses)}
    hint = _("%(checked)d of %(all)d checked for viruses") % counted
    if "rejected" in statuses:
        return Part(6, title, url, hint, "refused", _("File rejected"))
    if "quarantined" in statuses:
        return Part(6, title, url, hint, "plain", _("Checking file"))
    return Part(6, title, url, hint, "done", _("Checked"))


def _check(notification: CatchAllNotification, missing: list[str]) -> Part:
    title = _("Check answers and declare")
    url = reverse("desks:draft_check", args=[notification.reference])
    if missing:
        numbers = [str(number) for number, part in NUMBERED if part in missing]
        hint = ngettext(
            "You can send it when part %(parts)s is complete",
            "You can send it when parts %(parts)s are complete",
            len(numbers),
        ) % {"parts": get_text_list(numbers, _("and"))}
        return Part(7, title, url, hint, "plain", _("Not ready yet"))
    return Part(7, title, url, _("Everything is there."), "active", _("Ready to send"))
