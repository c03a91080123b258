"""Several files in one field, as an upload hands them over."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
