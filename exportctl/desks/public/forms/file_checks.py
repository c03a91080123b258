"""A file to check: an evidence file, a proof of the list, or an audit export."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 5 * 1024 * 1024


class VerifyForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("An evidence file or a proof of a list entry, as downloaded; 5 MB at most."),
        error_messages={"required": _("Choose the file you downloaded."), "empty": _("This file is empty.")},
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError(
                _("This file is too large. Check it on your own computer with ./run verify.")
            )
        return file.read()
