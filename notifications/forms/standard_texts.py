"""A standard text as the Commission fills it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from notifications.rules.standard_texts import LANGUAGES, Text


class StandardTextForm(forms.Form):
    """Title and words in each language, and why they change."""

    reason = TextField(
        label=_("Why does it change?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, text: Text, retiring: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"en": _("English"), "de": _("German"), "fr": _("French")}
        for code in LANGUAGES:
            self.fields[f"title_{code}"] = TextField(
                label=_("Title, %(language)s") % {"language": names[code]},
                max_length=120,
                initial=text.titles.get(code, ""),
            )
            self.fields[f"text_{code}"] = TextField(
                label=_("Text, %(language)s") % {"language": names[code]},
                max_length=4000,
                initial=text.texts.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 5, "lang": code}),
            )
        for field in self.fields.values() if retiring else ():
            field.required = field is self.fields["reason"]  # the words go: they need not be right
        self.order_fields([*(f"{part}_{code}" for code in LANGUAGES for part in ("title", "text")), "reason"])

    def words(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "titles": {code: data[f"title_{code}"] for code in LANGUAGES},
            "texts": {code: data[f"text_{code}"] for code in LANGUAGES},
            "reason": data["reason"],
        }
