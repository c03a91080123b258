"""A file of other states' denials. Here only whether it is a table; its rows are checked afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.i18n import fill
from exportctl.core.rules.uploaded_tables import NoHead, NotATable, TooMany, read
from licensing.rules.denial_tables import COLUMNS, LARGEST_BYTES, MOST_DENIALS, NAMES


class DenialsTableForm(forms.Form):
    file = forms.FileField(
        label=_("CSV or XLSX file"),
        help_text=fill(
            _("At most %(rows)d rows. Columns: %(columns)s."),
            {"rows": MOST_DENIALS, "columns": ", ".join(NAMES)},
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            text = _("This file is larger than %(size)d MB.")
            raise forms.ValidationError(text, params={"size": LARGEST_BYTES // 1_000_000})
        try:
            self.table = read(file.read(), COLUMNS)
        except NoHead:
            text = _("The first row has to name the columns: %(columns)s.")
            raise forms.ValidationError(text, params={"columns": ", ".join(NAMES)}) from None
        except NotATable as error:
            raise forms.ValidationError(error.sentence) from None
        except TooMany as error:
            text = _("These are %(count)d rows. Split the table: at most %(most)d at once.")
            raise forms.ValidationError(text, params={"count": error.args[0], "most": MOST_DENIALS}) from None
        if not self.table.rows:
            raise forms.ValidationError(_("There is no row under the head. Fill in at least one."))
        return file
