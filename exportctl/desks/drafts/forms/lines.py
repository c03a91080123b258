"""A part that is a list: its items, or the other parties. Each line has a page, a form and an address of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core.i18n import fill
from exportctl.desks.drafts.forms.kinds import Change, Part, Place, form_changes
from exportctl.desks.drafts.forms.parts import PartForm
from exportctl.desks.drafts.forms.summary import SummaryRow, missing_word, summary_row
from licensing.models import Draft, DraftAttachment
from licensing.rules.drafts import fingerprint


class LineForm(PartForm):
    """One line. `members` are the names of its fields, which are those of its element in the body."""

    members: tuple[str, ...] = ()

    def __init__(
        self, data: Any = None, files: Any = None, *, body: dict[str, Any], member: str, place: int
    ) -> None:
        self.pointers = {name: f"/{member}/{place}/{name}" for name in self.members}
        super().__init__(data, files, body=body)


@dataclass(frozen=True)
class LineRow:
    """A line in its list: what it is, how much of it is missing, its page; `fingerprint` of what is shown."""

    number: int
    title: str
    words: list[str]
    missing: int
    url: str
    removal: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class LinesPart(Part):
    """`member` is the list in the body. `one`, `add`, `adds` and `empty` are what its pages say."""

    member: str
    line_form: type[LineForm]
    one: Any  # with %(n)d
    adds: Any
    empty: Any
    most: int
    place: Place | None = None  # where an entry of the catalogue goes, in a line
    title_of: Any = None  # of a line's element: its title, and words beside it
    in_title: frozenset[str] = frozenset()  # the fields that these words say
    takes_table: bool = False  # of items: many at once, from a file
    template: str = "desks/drafts/lines.html"

    def lines(self, body: Mapping[str, Any]) -> list[dict[str, Any]]:
        return list(body.get(self.member) or [])

    def titled(self, body: Mapping[str, Any], element: Mapping[str, Any]) -> list[str]:
        """What a line is, and words beside it; its value in the currency of all."""
        words: list[str] = self.title_of({**element, "currency": body.get("currency") or ""})
        return words

    def line_page(self, draft: Draft, number: int) -> str:
        return reverse("desks:line", args=[draft.reference, self.key, number])

    def table_page(self, draft: Draft) -> str:
        """Where many come from a file; empty of a list that takes none."""
        return reverse("desks:line_table", args=[draft.reference, self.key]) if self.takes_table else ""

    def line_key(self, number: int) -> str:
        """Under which the fields of a line are saved."""
        return f"{self.key}-{number}"

    def heading(self, number: int) -> str:
        return str(fill(self.one, {"n": number}))

    def rows(self, draft: Draft, gaps: Iterable[str]) -> list[LineRow]:
        """The lines in their order; `gaps` are the pointers of what is missing in the draft."""
        missing = list(gaps)
        rows = []
        for number, element in enumerate(self.lines(draft.body), start=1):
            start = f"/{self.member}/{number - 1}/"
            title, *words = self.titled(draft.body, element)
            rows.append(
                LineRow(
                    number=number,
                    title=title or self.heading(number),
                    words=[word for word in words if word],
                    missing=sum(1 for pointer in missing if pointer.startswith(start)),
                    url=self.line_page(draft, number),
                    removal=reverse("desks:remove_line", args=[draft.reference, self.key, number]),
                    fingerprint=fingerprint(element),
                )
            )
        return rows

    def field_page(self, draft: Draft, pointer: str) -> str:
        _start, member, *rest = pointer.split("/")
        if member != self.member or len(rest) < 2:
            return super().field_page(draft, pointer)
        return self.line_page(draft, int(rest[0]) + 1) + self.line_form.anchor(rest[1])

    def form_of(self, draft: Draft, key: str, data: Any = None) -> PartForm | None:
        number = key.removeprefix(f"{self.key}-")
        if number != key and number.isascii() and number.isdecimal() and len(number) < 4:
            return self.line(draft.body, int(number), data)
        return super().form_of(draft, key, data)

    def line(self, body: dict[str, Any], number: int, data: Any = None) -> LineForm | None:
        """The form of a line: of one that is there, or of the next one."""
        if not 1 <= number <= min(len(self.lines(body)) + 1, self.most):
            return None
        return self.line_form(data, body=body, member=self.member, place=number - 1)

    def places_of(self, draft: Draft) -> Mapping[str, Place]:
        if self.place is None:
            return {}
        numbers = range(1, min(len(self.lines(draft.newest_body)) + 1, self.most) + 1)
        return {self.line_key(number): self._place_in(draft, self.place, number) for number in numbers}

    def _place_in(self, draft: Draft, place: Place, number: int) -> Place:
        """The place of the catalogue in one line; what is kept is called by its name."""
        elements = self.lines(draft.newest_body)
        name = elements[number - 1].get("name") if number <= len(elements) else ""
        keep = f"{place.keep}: {name}" if name else place.keep
        return replace(place, member=f"{self.member}/{number - 1}", title=self.heading(number), keep=keep)

    def place_page(self, draft: Draft, key: str) -> str:
        return self.line_page(draft, int(key.rpartition("-")[2]))

    def changes(
        self, before: Mapping[str, Any], after: Mapping[str, Any], *, questionnaire: str
    ) -> list[Change]:
        rows = super().changes(before, after, questionnaire=questionnaire)
        nothing: dict[str, Any] = {}
        pairs = zip_longest(self.lines(before), self.lines(after), fillvalue=nothing)
        for place, (old, new) in enumerate(pairs):
            rows += form_changes(
                self.line_form(body={self.member: [old]}, member=self.member, place=0),
                self.line_form(body={self.member: [new]}, member=self.member, place=0),
                of=self.heading(place + 1),
            )
        return rows

    def summary(
        self, draft: Draft, *, files: Iterable[DraftAttachment], missing: frozenset[str]
    ) -> list[SummaryRow]:
        """A row for each line: what it is in one sentence, then what that leaves out; then the fields of the list."""
        rows = []
        for number, element in enumerate(self.lines(draft.body), start=1):
            form = self.line(draft.body, number)
            assert form  # a line that is there has one
            title = " · ".join(word for word in dict.fromkeys(self.titled(draft.body, element)) if word)
            left_out = [
                name for name in form.pointers if name not in self.in_title or form.pointers[name] in missing
            ]
            words = [row for name in left_out if (row := _in_words(form, name, missing))]
            shown = [title, *words] if title else words
            rows.append(summary_row(self.heading(number), shown, self.line_page(draft, number)))
        if not rows:
            nothing = str(self.empty) if self.is_optional else missing_word()
            rows.append(summary_row(self.title, nothing, self.page(draft)))
        return [*rows, *super().summary(draft, files=files, missing=missing)]


def _in_words(form: LineForm, name: str, missing: frozenset[str]) -> str:
    """`Quantity: 4`; empty where nothing is given and nothing has to be."""
    label = str(form.fields[name].label)
    if form.pointers[name] in missing:
        return _("%(label)s: missing") % {"label": label}
    text = form.in_words(name, form.initial[name])
    separator = " " if label.endswith("?") else ": "
    return f"{label}{separator}{text}" if text else ""
