"""What an exporter reports of a period: nothing, what was written off, or a table."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core import shapes
from exportctl.core.formatting import long_day
from exportctl.core.forms.fields import number_of
from exportctl.core.rules.uploaded_tables import Columns, NoHead, NotATable, Row, TooMany, read
from licensing.rules.general_registrations import MOST_LINES, REPORT_LINE
from licensing.rules.general_terms import ReportPeriod

NIL, LEDGER, TABLE = "nil", "ledger", "table"
NAMES = tuple(REPORT_LINE.members)
# What people call the columns; a template has the names of REST.
CALLED = {
    "beschreibung": "description", "eintrag": "control_entry", "bestimmungsland": "destination", "menge": "quantity",
    "einheit": "unit", "wert": "value", "währung": "currency", "empfänger": "recipient", "endverwendung": "end_use",
    "désignation": "description", "rubrique": "control_entry", "pays": "destination", "quantité": "quantity",
    "unité": "unit", "valeur": "value", "monnaie": "currency", "destinataire": "recipient",
    "utilisation finale": "end_use",
}  # fmt: skip
UPLOAD = Columns(names=NAMES, needed=("description",), most=MOST_LINES, called=CALLED)
LARGEST_MEGABYTES = 2


class GeneralReportForm(forms.Form):
    period = forms.ChoiceField(label=gettext_lazy("Period"), widget=forms.RadioSelect)
    way = forms.ChoiceField(label=gettext_lazy("What was exported in it?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX file"),
        help_text=gettext_lazy(
            "For a table alone. Columns: description, control entry, destination, quantity, unit, value, currency,"
            " recipient, end use."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        periods: Sequence[ReportPeriod],
        written_off: Sequence[dict[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._written_off = list(written_off)
        self.lines: list[dict[str, Any]] = []
        field: Any = self.fields["period"]
        text = _("%(first)s to %(last)s, due by %(due)s")
        field.choices = [
            (
                each.last.isoformat(),
                text
                % {"first": long_day(each.first), "last": long_day(each.last), "due": long_day(each.due_on)},
            )
            for each in periods
        ]
        way: Any = self.fields["way"]
        way.choices = [
            (NIL, _("Nothing was exported under it")),
            (
                LEDGER,
                _("What customs wrote off and what we reported stands in the ledger: take it from there"),
            ),
            (TABLE, _("What is in my table")),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("way") == LEDGER:
            self.lines = [each["line"] for each in self._written_off if each["period"] == given.get("period")]
            if not self.lines:
                self.add_error("way", _("Nothing was written off in this period: choose another way."))
        if given.get("way") == TABLE:
            self._read_table(given.get("file"))
        return given

    @property
    def body(self) -> dict[str, Any]:
        """As REST takes it."""
        lines = self.lines if self.cleaned_data["way"] != NIL else []
        return {
            "until": self.cleaned_data["period"],
            "nil": self.cleaned_data["way"] == NIL,
            "lines": lines,
        }

    def _read_table(self, file: Any) -> None:
        if file is None:
            self.add_error("file", _("Choose the file with your table."))
        elif file.size > LARGEST_MEGABYTES * 1024**2:
            text = _("This file is larger than %(size)d MB. Split the table.")
            self.add_error("file", text % {"size": LARGEST_MEGABYTES})
        else:
            for mistake in self._mistakes(file.read()):
                self.add_error("file", mistake)

    def _mistakes(self, content: bytes) -> Iterator[str]:
        try:
            table = read(content, UPLOAD)
        except NoHead:
            message = _("The first row has to name the columns: %(columns)s.")
            yield message % {"columns": ", ".join(NAMES)}
            return
        except NotATable as refusal:
            yield str(refusal.sentence)
            return
        except TooMany as refusal:
            message = _("These are %(count)d rows. Split the table: at most %(most)d at once.")
            yield message % {"count": refusal.args[0], "most": MOST_LINES}
            return
        for row in table.rows:
            yield from self._mistakes_of(row)
        if not table.rows:
            yield _("There is no row under the head. Fill in at least one.")

    def _mistakes_of(self, row: Row) -> Iterator[str]:
        cells: dict[str, Any] = {name: text for name, text in row.cells.items() if text}
        for name in ("quantity", "value"):
            if name in cells:
                with suppress(forms.ValidationError):
                    cells[name] = number_of(cells[name])
        line, errors = shapes.check(cells, REPORT_LINE)
        text = _("Row %(row)d, %(column)s: %(why)s")
        for each in errors or REPORT_LINE.missing(line, ""):
            yield text % {"row": row.number, "column": each["pointer"].strip("/"), "why": each["detail"]}
        self.lines.append(line)
