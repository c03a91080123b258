"""Several countries in one field: one a line, by name in any of our languages or by code."""

from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import country, names_by_code
from exportctl.core.forms.fields import TextField
from exportctl.core.rules.codes import Unreadable, country_code
from exportctl.core.rules.folding import letters_and_digits
from licensing.rules.shapes import countries

LONGEST = 20_000


class CountriesField(TextField):
    """Its value is the list of codes, each once, in the order in which they were written."""

    def __init__(self, *, rows: int = 8, **said: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=False, max_length=LONGEST, widget=widget, **said)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(country, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        names = [name.strip(" ,;") for name in str(super().clean(value) or "").splitlines()]
        read = {name: code_of(name) for name in names if name}
        if unknown := [name for name, code in read.items() if not code]:
            text = _("Not a country we know: %(names)s. Write its name or its two letters, one a line.")
            raise ValidationError(text, params={"names": ", ".join(unknown)[:200]})
        return list(dict.fromkeys(read.values()))


def code_of(name: str) -> str:
    """The code of a country by its name or code; "" for what is neither."""
    try:
        code = country_code(name)
    except Unreadable:
        code = ""
    return code if code in countries() else _codes().get(letters_and_digits(name), "")


@cache
def _codes() -> dict[str, str]:
    return {
        letters_and_digits(name): code
        for code, names in names_by_code().items()
        for name in names.values()
        if code in countries()
    }
