"""What a draft of any kind asks beside its parts: a file, a declaration, what is copied, a confirmation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.i18n import fill
from exportctl.core.rules.uploads import limits

UPLOADS = fill(
    _("One of these: %(endings)s; %(size)d MB at most. Nothing classified: this system is not made for it."),
    limits(),
)


class UploadForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=UPLOADS)


class DeclareForm(forms.Form):
    declared = forms.BooleanField(
        label=_("What I send is complete and true as far as I know."),
        error_messages={"required": _("Declare that what you send is complete and true.")},
    )


class ConfirmForm(forms.Form):
    """A confirm page that asks for nothing but the act itself."""


class CopyForm(forms.Form):
    """Which parts of an earlier draft the new one starts with; `choices` are the kind's."""

    parts = forms.MultipleChoiceField(
        label=_("What is the same this time?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part, or start an empty notification instead.")},
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(choices)
        field.initial = [part for part, _label in field.choices]
