"""Many items of a request at once, from a file. Every cell is checked before any line is added."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import number_of
from exportctl.core.i18n import fill
from exportctl.core.rules.uploaded_tables import Figure, NoHead, NotATable, Row, TooMany, read
from exportctl.core.shapes import shape_at
from exportctl.desks.drafts.forms.lines import LinesPart
from licensing.models import Draft
from licensing.rules.catalogue_tables import Mistake
from licensing.rules.line_tables import COLUMNS, NUMBERS, UPLOAD, lines_of

LARGEST_BYTES = 1_000_000


class LineTableForm(forms.Form):
    """`lines` once it is valid; `mistakes` where its cells are wrong."""

    file = forms.FileField(
        label=_("CSV or XLSX file"),
        help_text=fill(_("Columns: %(columns)s."), {"columns": ", ".join(COLUMNS)}),
    )

    def __init__(self, *args: Any, draft: Draft, part: LinesPart, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._element = shape_at(draft.shape, f"{part.member}/0")
        self._room = part.most - len(part.lines(draft.body))
        self.lines: list[dict[str, Any]] = []
        self.mistakes: list[Mistake] = []

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            text = _("This file is larger than %(size)d MB.")
            raise forms.ValidationError(text, params={"size": LARGEST_BYTES // 1_000_000})
        rows = self._rows(file.read())
        if len(rows) > self._room:
            raise _too_many(len(rows), self._room)
        read_rows = [self._with_numbers(row) for row in rows]
        self.lines, mistakes = lines_of(read_rows, self._element)
        self.mistakes = sorted(self.mistakes + mistakes, key=lambda mistake: mistake.row)
        if self.mistakes:
            raise forms.ValidationError(_("Nothing was taken: correct the rows below."))
        return file

    def _rows(self, data: bytes) -> tuple[Row, ...]:
        try:
            rows = read(data, UPLOAD).rows
        except NoHead:
            text = _("The first row has to name the columns: %(columns)s.")
            raise forms.ValidationError(text, params={"columns": ", ".join(COLUMNS)}) from None
        except NotATable as error:
            raise forms.ValidationError(error.sentence) from None
        except TooMany as error:
            raise _too_many(error.args[0], self._room) from None
        if not rows:
            raise forms.ValidationError(_("There is no row under the head. Fill in at least one."))
        return rows

    def _with_numbers(self, row: Row) -> Row:
        """The row with its numbers as REST takes them: typed in the language of the page, or held by a sheet."""
        cells = dict(row.cells)
        for name in NUMBERS:
            if not (cell := cells.get(name)) or isinstance(cell, Figure):
                continue
            try:
                cells[name] = number_of(cell)
            except forms.ValidationError as error:
                self.mistakes.append(Mistake(row.number, name, cell[:80], error.messages[0]))
                del cells[name]
        return Row(row.number, cells)


def _too_many(count: int, room: int) -> forms.ValidationError:
    text = _("These are %(count)d rows; the request takes %(room)d more lines.")
    return forms.ValidationError(text, params={"count": count, "room": room})
