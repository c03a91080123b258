"""What a draft of any kind asks beside its parts: a file, a declaration, what is copied, a confirmation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from exportctl.core.i18n import fill
from exportctl.core.rules.uploads import limits
from licensing.models.documents import FILE_NATURES, MOST_WORDS
from licensing.rules.amendments import MOST_REASON

UPLOADS = fill(
    _("One of these: %(endings)s; %(size)d MB at most. Nothing classified: this system is not made for it."),
    limits(),
)


class UploadForm(forms.Form):
    """A file with a word on what it is."""

    file = forms.FileField(label=_("File"), help_text=UPLOADS)
    nature = forms.ChoiceField(
        label=_("What is it?"), required=False, choices=[("", "—"), *FILE_NATURES.items()]
    )
    words = TextField(
        label=_("More about it"),
        help_text=_("For example which page matters, or from when it is."),
        required=False,
        max_length=MOST_WORDS,
    )


class DeclareForm(forms.Form):
    """What is confirmed as a draft is sent. `said` goes to the act with it."""

    declared = forms.BooleanField(
        label=_("What I send is complete and true as far as I know."),
        error_messages={"required": _("Declare that what you send is complete and true.")},
    )

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "declared"}


class CorrectionForm(DeclareForm):
    """A correction is sent with its reason."""

    reason = TextField(
        label=_("Why do you correct it?"),
        help_text=_("The authority reads this beside what you changed. It stays on record."),
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why you correct it.")},
    )
    field_order = ("reason", "declared")


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
