"""The consolidated list of a day, as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.i18n import fill
from licensing.rules.sanctions_lists import LARGEST_BYTES


class SanctionsListForm(forms.Form):
    file = forms.FileField(
        label=_("XML or CSV file"),
        help_text=fill(
            _("The full list of the day as the Union publishes it, form 1.1; at most %(size)d MB."),
            {"size": LARGEST_BYTES // 1_000_000},
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            text = _("This file is larger than %(size)d MB.")
            raise forms.ValidationError(text, params={"size": LARGEST_BYTES // 1_000_000})
        return file
