"""Several files in one field, as an upload hands them over; and a document that an officer files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.forms.fields import TextField
from licensing.models.documents import FILED, MOST_WORDS, NATURES

MOST = 5


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to five files; an empty list where none was chosen."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Files"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "Up to five: PDF, images, office documents. They appear among the case’s documents."
            ),
        )
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(given) > MOST:
            raise ValidationError(_("Send five files at most; put several into one PDF."))
        return [super(FilesField, self).clean(one, initial) for one in given]


class ReplacementForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("It takes the place of the one that was refused.")
    )


class FilingForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Officers of your authority read it, the exporter never."
            " Nothing classified: this system is not made for it."
        ),
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[(each, NATURES[each]) for each in FILED],
        widget=forms.RadioSelect,
    )
    words = TextField(
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy("One line, for whoever reads the list."),
        max_length=MOST_WORDS,
    )
