"""A standard text of an authority, as one of its people writes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from exportctl.core.i18n import fill
from licensing.models.authority_texts import FIELD_LABELS, AuthorityText
from licensing.rules.authority_texts import LANGUAGES, LONGEST

NAMES = {"en": _("English"), "de": _("German"), "fr": _("French")}


class AuthorityTextForm(forms.Form):
    """For which field, its title, its words in each language. The field of a text that exists stays."""

    field = forms.ChoiceField(label=_("What is it for?"), choices=[*FIELD_LABELS.items()])
    title = TextField(
        label=_("Title"), help_text=_("By which officers find it. It is sent to nobody."), max_length=120
    )

    def __init__(self, *args: Any, text: AuthorityText | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if text:
            del self.fields["field"]
            self.fields["title"].initial = text.title
        for code in LANGUAGES:
            self.fields[f"text_{code}"] = TextField(
                label=fill(_("Text, %(language)s"), {"language": NAMES[code]}),
                required=False,
                max_length=LONGEST,
                initial=text.texts.get(code, "") if text else "",
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
            )

    def words(self) -> dict[str, Any]:
        data = self.cleaned_data
        texts = {code: data[f"text_{code}"] for code in LANGUAGES}
        return {"title": data["title"], "texts": texts} | {
            name: data[name] for name in ("field",) if name in data
        }
