"""A name for the authority's watch list, and why one comes off it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import countries
from exportctl.core.forms.fields import TextField
from exportctl.core.i18n import fill
from licensing.rules.watch_lists import LONGEST_NAME, LONGEST_REASON, MOST_OTHER_NAMES


class WatchForm(forms.Form):
    name = TextField(label=_("Name"), max_length=LONGEST_NAME)
    other_names = TextField(
        label=_("Other names"),
        help_text=fill(
            _("One a line, at most %(most)d: aliases, earlier names, other scripts."),
            {"most": MOST_OTHER_NAMES},
        ),
        required=False,
        max_length=LONGEST_NAME * MOST_OTHER_NAMES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    reason = TextField(
        label=_("Why"),
        help_text=_("Your colleagues read it beside each hit; the exporter never does."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", _("Not known")), *countries()]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if not any(map(str.isalnum, name)):
            raise forms.ValidationError(_("Write at least one letter or digit."))
        return name

    def clean_other_names(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["other_names"].splitlines() if line.strip()]
        if len(names) > MOST_OTHER_NAMES:
            text = _("These are %(count)d names; %(most)d are possible.")
            raise forms.ValidationError(text, params={"count": len(names), "most": MOST_OTHER_NAMES})
        if any(len(name) > LONGEST_NAME for name in names):
            text = _("A name has at most %(most)d characters.")
            raise forms.ValidationError(text, params={"most": LONGEST_NAME})
        return names


class UnwatchForm(forms.Form):
    reason = TextField(
        label=_("Why it comes off"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
