"""Everything that is sent, as it was asked: each answer with a link to its own field."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exportctl.desks.drafts.forms.parts import PARTS, PartForm
from notifications.models import Attachment, CatchAllNotification
from notifications.queries.red_flags import AnsweredQuestion, answered_questions
from notifications.queries.task_list import page_of


@dataclass(frozen=True)
class Row:
    """In the shape of the look's summary list."""

    label: str
    value: Any
    url: str
    action: str
    hidden: str


@dataclass(frozen=True)
class Section:
    title: str
    rows: list[Row] = field(default_factory=list)


def sections(
    notification: CatchAllNotification, *, files: Iterable[Attachment], missing: Iterable[str]
) -> list[Section]:
    """`missing` are the pointers of the gaps: their rows say so."""
    lacking, kept = set(missing), list(files)
    parts = [
        (_("The item"), "item"),
        (_("Destination and parties"), "parties"),
        (_("End use and doubt"), "end-use"),
    ]
    company = _row(_("Company"), notification.exporter.legal_name, _company(notification), _("See"))
    return [
        Section(_("Company and contact"), [company]),
        *(Section(title, _answers(notification, part, lacking)) for title, part in parts),
        Section(_("Due diligence"), _flags(notification, kept, lacking)),
        Section(_("Documents"), _documents(notification, kept)),
    ]


def _answers(notification: CatchAllNotification, part: str, lacking: set[str]) -> list[Row]:
    form = PARTS[part](body=notification.body)
    rows = [_answer(notification, form, name, lacking) for name in form.pointers]
    if notification.body.get("consignee") or part != "parties":
        return rows
    return [row for row in rows if "#id_consignee_" not in row.url] + [
        _row(
            _("Consignee"),
            _("None: the end user receives the goods"),
            page_of(notification, "/consignee/name"),
        )
    ]


def _answer(notification: CatchAllNotification, form: PartForm, name: str, lacking: set[str]) -> Row:
    pointer = form.pointers[name]
    said = form.in_words(name, form.initial[name])
    value = _missing() if pointer in lacking else said.split("\n") if "\n" in said else said
    return _row(str(form.fields[name].label), value, page_of(notification, pointer))


def _flags(notification: CatchAllNotification, files: list[Attachment], lacking: set[str]) -> list[Row]:
    rows = []
    for flag in answered_questions(notification.body, version=notification.questionnaire):
        names = [each.file.name for each in files if each.question == flag.key]
        gap = "evidence" if f"/red_flags/{flag.key}/evidence" in lacking else "answer"
        url = page_of(notification, f"/red_flags/{flag.key}/{gap}")
        rows.append(_row(flag.label, _said(flag, names, missing=gap == "evidence"), url))
    return rows


def _said(flag: AnsweredQuestion, names: list[str], *, missing: bool) -> list[str]:
    evidence = [_("What you know about this: missing")] if missing else flag.evidence.split("\n")
    files = [_("Documents: %(names)s") % {"names": ", ".join(names)}] if names else []
    return [flag.answer_label or _missing(), *filter(None, evidence), *files]


def _missing() -> str:
    return format_html("<b>{}</b>", _("Missing"))


def _documents(notification: CatchAllNotification, files: list[Attachment]) -> list[Row]:
    url = reverse("desks:attachments", args=[notification.reference])
    if not files:
        return [_row(_("Files"), _("None"), url)]
    return [_row(each.file.name, str(each.file.get_status_display()), url) for each in files]


def _company(notification: CatchAllNotification) -> str:
    return reverse("desks:part", args=[notification.reference, "company"])


def _row(label: str, value: Any, url: str, action: str = "") -> Row:
    return Row(label, value, url, action or pgettext("act", "Change"), label)
