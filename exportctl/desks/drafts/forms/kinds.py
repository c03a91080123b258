"""What a kind of request declares so that it can be drafted: its parts, its words, what may be done with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core.models import User
from exportctl.core.shapes import Errors
from exportctl.desks.drafts.forms.drafts import DeclareForm
from exportctl.desks.drafts.forms.parts import PartForm
from exportctl.desks.drafts.forms.summary import Section, SummaryRow, missing_word, summary_row
from exportctl.desks.drafts.presenters.task_list import Task, task_of
from licensing.models import AuthorisationRequest, Draft, DraftAttachment, Exporter
from licensing.rules import catalogue
from licensing.rules.drafts import fingerprint
from licensing.rules.requests import Form, Kind


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an entry of the catalogue goes: the path into the body. `use` and `keep` are what the buttons say."""

    kind: catalogue.Kind
    member: str
    title: Any
    use: Any
    keep: Any


@dataclass(frozen=True)
class Change:
    """A value of the declaration that is not what it was, both in words."""

    where: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Part(Task):
    """A part with its form. `reasons` say why it is asked, `places` what of the catalogue fits in, by address.

    `optional` gives, for a member that may be left out as a whole, what the summary then says: label and sentence.
    """

    form: type[PartForm]
    reasons: tuple[Any, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    optional: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    lead: Any = ""  # what has to be filled in; empty: nothing has to be yet
    is_compared: bool = False  # with the list and Annex I, while somebody types
    is_first: bool = False  # where somebody begins
    template: str = "desks/drafts/part.html"

    def field_page(self, draft: Draft, pointer: str) -> str:
        """The address of the field that holds the value at `pointer`."""
        return self.page(draft) + self.form.anchor(self.form.name_of(pointer))

    def asked_at(self, pointers: Sequence[str]) -> list[str]:
        """The labels of the fields that hold these values; none where another form asks for one of them."""
        fields = {pointer: self.form.base_fields.get(name) for name, pointer in self.form.pointers.items()}
        return [str(field.label) for pointer in pointers if (field := fields.get(pointer))]

    def form_of(self, draft: Draft, key: str, data: Any = None) -> PartForm | None:
        """The form that is saved under `key`, if it is of this part."""
        return self.own_form(draft, data) if key == self.key else None

    def own_form(self, draft: Draft, data: Any = None) -> PartForm:
        """The form of the part itself, with what the draft says."""
        return self.form(data, body=draft.body)

    def places_of(self, _draft: Draft) -> Mapping[str, Place]:
        """What of the catalogue fits into this draft, by address."""
        return self.places

    def place_page(self, draft: Draft, _key: str) -> str:
        """Where one sees what was put there."""
        return self.page(draft)

    def question_labels(self, draft: Draft) -> Mapping[str, str]:
        """The questions of the part that take evidence, by key."""
        return {}

    def question_page(self, draft: Draft, question: str) -> str:
        return self.page(draft)

    def changes(
        self, before: Mapping[str, Any], after: Mapping[str, Any], *, questionnaire: str
    ) -> list[Change]:
        """Where one body says something else than an earlier one, by the labels of the fields."""
        return form_changes(self.form(body=dict(before)), self.form(body=dict(after)))

    def summary(
        self, draft: Draft, *, files: Iterable[DraftAttachment], missing: frozenset[str]
    ) -> list[SummaryRow]:
        """A row for each field that says something; `missing` are the pointers of the gaps, and their rows say so."""
        form = self.own_form(draft)
        absent = [member for member in self.optional if not draft.body.get(member)]
        rows = []
        for name, pointer in self.form.pointers.items():
            beside = self.form.pointers.get(self.form.said_with.get(name, ""), "")
            if pointer.split("/")[1] in absent or (beside and not {pointer, beside} & missing):
                continue  # its unit and its currency are said with the amount
            text = form.summary_words(name)
            if not text and pointer not in missing:
                continue  # left out, and nothing asks for it
            value = missing_word() if pointer in missing else text.split("\n") if "\n" in text else text
            rows.append(summary_row(form.fields[name].label, value, self.field_page(draft, pointer)))
        for member in absent:
            label, sentence = self.optional[member]
            start = next(each for each in self.form.pointers.values() if each.startswith(f"/{member}/"))
            rows.append(summary_row(label, str(sentence), self.field_page(draft, start)))
        return rows


def form_changes(before: PartForm, after: PartForm, *, of: str = "") -> list[Change]:
    """Where two forms of one part differ; `of` says of what their fields are, where a label alone does not."""
    rows = []
    for name in after.pointers:
        old, new = before.initial[name], after.initial[name]
        if fingerprint(old) != fingerprint(new):
            label = str(after.fields[name].label)
            where = f"{of}: {label}" if of else label
            rows.append(Change(where, before.in_words(name, old), after.in_words(name, new)))
    return rows


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the pages of a draft say that differs by kind. `%(item)s` and `%(authority)s` are filled in."""

    plural: Any  # what the exporter's list is called
    reference: Any  # what its number is the number of
    sends: Any  # the first step of what happens next; `{authority}` is filled in
    title: Any
    title_unnamed: Any
    send: Any
    not_ready: Any
    files: Any
    whole: Any
    withdraw_question: Any
    withdraw_effect: Any
    discard: Any  # the draft, before it is sent
    withdraw: Any
    withdrawn: Any
    received: Any  # by %(authority)s
    copy: Any  # the heading of a copy; `%(item)s` is filled in
    copy_from: Any  # the heading of the list to choose from
    copy_anew: Sequence[Any] = ()  # what a copy leaves to be answered
    copy_why: Any = ""


@dataclass(frozen=True, kw_only=True)
class Acts:
    """The kind's own acts. Each takes `actor` and `at`; all but `create` take `draft_id`."""

    create: Callable[..., Draft]  # exporter, body
    copy: Callable[..., Draft]  # parts
    submit: Callable[..., AuthorisationRequest]  # and what its form of declaration says
    withdraw: Callable[..., Draft]


def _empty(_exporter: Exporter) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Sending:
    """Where a draft would go if it were sent now: the authority's short name, its working days, and why it.

    `due_on` counts its last day to decide; None of a correction, whose clock runs, or where no calendar reaches.
    """

    authority: str
    days: int
    why: str = ""  # by which stored rule, where the state has several authorities
    due_on: Callable[[], date | None] = lambda: None


@dataclass(frozen=True, kw_only=True)
class DraftKind:
    """One kind of request that can be drafted."""

    kind: Kind
    form: Form | None = None  # of what is asked for
    key: str = ""  # in the address under which one is begun
    model: type[Draft]
    parts: Sequence[Part]
    words: Words
    acts: Acts
    drafts: Callable[[User], QuerySet[Any]]  # the exporter's own, sent ones as well
    copyable: Callable[..., QuerySet[Any]]
    copy_choices: Sequence[tuple[str, Any]]
    warnings: Callable[[Any, date, Sending], Errors]  # what may well be right, were it sent today
    period: Callable[[int], str]  # the authority's working days in a sentence
    copy_from: str  # the name of the page to choose from what can be copied
    about_item: Callable[
        [dict[str, Any]], dict[str, Any]
    ]  # the body of a draft about an item of the catalogue
    start: Callable[[Exporter], dict[str, Any]] = _empty  # what a new one says before anybody wrote a word
    consequences: Callable[[Any, Sending], Sequence[Any]]  # of sending it
    declare: type[DeclareForm] = DeclareForm
    is_correction: bool = False  # of what was sent: a further version of its case

    @property
    def copy_page(self) -> str:
        """Where one chooses which earlier one to copy."""
        return reverse(self.copy_from)

    @property
    def first_part(self) -> Part:
        """Where somebody begins: at what the case is about."""
        return next((part for part in self.parts if part.is_first), self.parts[0])

    def changes(
        self, before: Mapping[str, Any], after: Mapping[str, Any], *, questionnaire: str
    ) -> list[Change]:
        """Where one body says something else than an earlier one, in the order of the parts."""
        return [
            row for part in self.parts for row in part.changes(before, after, questionnaire=questionnaire)
        ]

    def places_of(self, draft: Draft) -> dict[str, tuple[Part, Place]]:
        """Where entries of the catalogue go in this draft, by address."""
        return {key: (part, place) for part in self.parts for key, place in part.places_of(draft).items()}

    def part_of(self, pointer: str) -> Part:
        """The part that asks for the value at `pointer`."""
        return task_of(pointer, self.parts)

    def field_page(self, draft: Draft, pointer: str) -> str:
        """The address of the field that a gap or an error points to."""
        return self.part_of(pointer).field_page(draft, pointer)

    def form_of(self, draft: Draft, key: str, data: Any = None) -> PartForm | None:
        """The form of a part, or of one question of a part; None where there is neither."""
        return next(filter(None, (part.form_of(draft, key, data) for part in self.parts)), None)

    def question_links(self, draft: Draft) -> dict[str, tuple[str, str]]:
        """Label and address of each question that takes evidence, by key."""
        return {
            key: (label, part.question_page(draft, key))
            for part in self.parts
            for key, label in part.question_labels(draft).items()
        }

    def sections(
        self, draft: Draft, *, files: Sequence[DraftAttachment], missing: Iterable[str]
    ) -> list[Section]:
        """Everything that is sent, part by part; `missing` are the pointers of the gaps."""
        gaps = frozenset(missing)
        documents = reverse("desks:attachments", args=[draft.reference])
        rows = [(each.file.name, _of_file(each)) for each in files]
        rows += [(each.name, _("With the case already")) for each in draft.sent_files]
        return [
            *(Section(part.title, part.summary(draft, files=files, missing=gaps)) for part in self.parts),
            Section(
                _("Documents"),
                [summary_row(*row, documents) for row in rows],
            ),
        ]


def _of_file(attachment: DraftAttachment) -> str:
    """What a file is, and how its check stands."""
    file = attachment.file
    words = (str(attachment.get_nature_display()), attachment.words, str(file.get_status_display()))
    return " · ".join(filter(None, words))
