"""What a holder reports of a transmission or service, one at a time or as a table."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core import shapes
from exportctl.core.forms.fields import DateField, TextField, number_of
from exportctl.core.rules.days import read_day
from exportctl.core.rules.uploaded_tables import NoHead, NotATable, Row, TooMany, read
from exportctl.core.shapes import most_of
from exportctl.desks.authorisations.forms.deductions import DeductionForm
from licensing.models import Authorisation
from licensing.rules.holder_reports import COLUMNS, MOST_ROWS, REPORT, UPLOAD

LARGEST_MEGABYTES = 2


class ReportForm(DeductionForm):
    """One transmission or service."""

    shape, day = REPORT, "on"

    own_reference = TextField(
        label=gettext_lazy("Your own reference"),
        help_text=gettext_lazy("The same reference again changes nothing."),
        max_length=most_of(REPORT, "own_reference"),
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20"}),
    )
    on = DateField(
        label=gettext_lazy("Day of the transmission or service"),
        help_text=gettext_lazy("Validity is asked of it."),
    )
    recipient = TextField(label=gettext_lazy("Recipient"), max_length=most_of(REPORT, "recipient"))

    field_order = ["own_reference", "line", "on"]


class ReportTableForm(forms.Form):
    """A CSV or XLSX file of them: all of its rows are deducted, or none."""

    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX file"),
        help_text=gettext_lazy("Columns: own reference, on, line, quantity, unit, value, recipient."),
    )

    def __init__(self, *args: Any, authorisation: Authorisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines = {line.number: line.unit for line in authorisation.lines}
        self.rows: list[tuple[int, dict[str, Any]]] = []

    def clean_file(self) -> Any:
        """Every row by the shape of REST; every mistake with its row and column."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_MEGABYTES * 1024**2:
            text = _("This file is larger than %(size)d MB. Split the table.")
            raise forms.ValidationError(text, params={"size": LARGEST_MEGABYTES})
        try:
            table = read(file.read(), UPLOAD)
        except NoHead:
            words = {"columns": ", ".join(COLUMNS)}
            message = _("The first row has to name the columns: %(columns)s.")
            raise forms.ValidationError(message % words) from None
        except NotATable as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal
        except TooMany as refusal:
            gaps = {"count": refusal.args[0], "most": MOST_ROWS}
            message = _("These are %(count)d rows. Split the table: at most %(most)d at once.")
            raise forms.ValidationError(message % gaps) from refusal
        if mistakes := [each for row in table.rows for each in self._mistakes(row)]:
            raise forms.ValidationError(mistakes)
        if not self.rows:
            raise forms.ValidationError(_("There is no row under the head. Fill in at least one."))
        return file

    def _mistakes(self, row: Row) -> Iterator[str]:
        body = dict(row.cells)
        sent: dict[str, Any] = {**body, **_read(body)}
        line = int(body.get("line") or 1) if (body.get("line") or "1").isdecimal() else 0
        sent |= {"line": line, "unit": body.get("unit") or self._lines.get(line, "")}
        declared, errors = shapes.check(sent, REPORT)
        text = _("Row %(row)d, %(column)s: %(why)s")
        for each in errors or REPORT.missing(declared, ""):
            column = each["pointer"].strip("/")
            yield text % {"row": row.number, "column": column, "why": each["detail"]}
        self.rows.append((row.number, declared))


def _read(cells: dict[str, str]) -> dict[str, str]:
    """Days and numbers as people write them; what cannot be read stays for the shape to refuse."""
    parsed = {}
    for name in ("quantity", "value"):
        if cells.get(name):
            try:
                parsed[name] = number_of(cells[name])
            except forms.ValidationError:
                continue
    if cells.get("on"):
        with suppress(ValueError):
            parsed["on"] = read_day(cells["on"]).isoformat()
    return parsed
