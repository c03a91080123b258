"""A file of lines to screen; what its lines say is read as it is stored, line by line."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from exportctl.core.formatting import number
from exportctl.core.i18n import fill
from licensing.rules.screening_jobs import (
    CSV,
    LARGEST_MEGABYTES,
    LARGEST_SHEET_MEGABYTES,
    MOST_LINES,
    NDJSON,
    SHEET,
)

KINDS = {"csv": CSV, "txt": CSV, "ndjson": NDJSON, "jsonl": NDJSON, "xlsx": SHEET}
_grouped = lazy(number, str)  # as its reader writes it


class JobForm(forms.Form):
    """One file, its kind by the end of its name."""

    file = forms.FileField(
        label=_("CSV, NDJSON or XLSX file"),
        help_text=fill(
            _("At most %(lines)s lines; of an XLSX file %(rows)s. The first row names the columns."),
            {"lines": _grouped(MOST_LINES[CSV]), "rows": _grouped(MOST_LINES[SHEET])},
        ),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self.kind = KINDS.get(file.name.rpartition(".")[2].lower(), "")
        if not self.kind:
            raise forms.ValidationError(_("Choose a file that ends in .csv, .ndjson or .xlsx."))
        most = LARGEST_SHEET_MEGABYTES if self.kind == SHEET else LARGEST_MEGABYTES
        if file.size > most * 1024**2:
            text = _("This file is larger than %(size)d MB. Split it.")
            raise forms.ValidationError(text, params={"size": most})
        return file
