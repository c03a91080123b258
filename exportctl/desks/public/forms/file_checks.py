"""A file to check: an evidence file, a proof of the list, or an audit export."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.i18n import fill

LARGEST_MEGABYTES = 5


class VerifyForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=fill(
            _("An evidence file or a proof of a list entry, as downloaded; %(size)d MB at most."),
            {"size": LARGEST_MEGABYTES},
        ),
        error_messages={"required": _("Choose the file you downloaded."), "empty": _("This file is empty.")},
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_MEGABYTES * 1024**2:
            raise forms.ValidationError(
                _("This file is too large. Check it on your own computer with ./run verify.")
            )
        return file.read()
