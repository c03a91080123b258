"""A part of a draft in the browser, of any kind. Nothing is required before it is sent: a draft may have gaps."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from exportctl.core.formatting import long_day, number
from exportctl.core.forms.fields import NumberField, TextField
from licensing.rules.drafts import BLANK, Clash, fingerprint, value_at


@dataclass(frozen=True)
class ClashRow:
    """A field on a page of clashes: who changed it, both values in words, and mine as the field takes it."""

    name: str
    label: str
    sentence: str
    mine: str
    theirs: str
    raw: list[str]
    fingerprint: str  # of theirs

    @property
    def text(self) -> str:
        """For the list on top of a page that comes back without a choice."""
        return self.label

    @property
    def href(self) -> str:
        return f"#{self.name}_mine"


class PartForm(forms.Form):
    """One part of the body. `pointers` says where each field's value lives; an empty text removes it.

    `loaded` travels with the page: what each field was when it was shown. A page of clashes names the fields that
    it settles, and for each whose value is to be kept.
    """

    pointers: dict[str, str] = {}
    said_with: dict[str, str] = {}  # a field that the summary says beside another one: the unit of a quantity
    loaded = TextField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, body: dict[str, Any]) -> None:
        values = {name: value_at(body, pointer) for name, pointer in self.pointers.items()}
        loaded = json.dumps({name: fingerprint(value) for name, value in values.items()})
        super().__init__(data, files, initial={**values, "loaded": loaded})

    @property
    def settling(self) -> list[str]:
        """The fields of a page of clashes; empty for a whole part."""
        names: list[str] = self.data.getlist("settle") if hasattr(self.data, "getlist") else []
        return [name for name in names if name in self.pointers]

    def values(self, *only: str) -> dict[str, Any]:
        """The values to save, by pointer: all fields, some, or those of a page of clashes where mine stands."""
        mine = [name for name in self.settling if self._choice(name) != "theirs"]
        names = only or (mine if self.settling else self.pointers)
        return {self.pointers[name]: _plain(self.cleaned_data.get(name)) for name in names}

    def fingerprints(self) -> dict[str, str]:
        """What each field was on the page this came from, by pointer; what nobody chose fits nothing."""
        try:
            loaded = json.loads(self.cleaned_data.get("loaded") or "{}")
        except (ValueError, RecursionError):
            loaded = {}
        prints = {name: str(each) for name, each in loaded.items()} if isinstance(loaded, dict) else {}
        prints |= {name: "" for name in self.settling if not self._choice(name)}
        return {self.pointers[name]: each for name, each in prints.items() if name in self.pointers}

    def _choice(self, name: str) -> str:
        choice: str = self.data.get(f"choice-{name}", "")
        return choice if choice in ("mine", "theirs") else ""

    @classmethod
    def name_of(cls, pointer: str) -> str:
        """The field whose value lies at `pointer`; its last name where no field of the form has it."""
        names = (name for name, each in cls.pointers.items() if each == pointer)
        return next(names, pointer.rpartition("/")[2])

    @classmethod
    def anchor(cls, name: str) -> str:
        """Where on its page the field is: the field itself, or the first of the inputs it is drawn as."""
        several = isinstance(getattr(cls.base_fields.get(name), "widget", None), forms.RadioSelect)
        return f"#id_{name}" + ("_0" if several else "")

    def clash_row(self, clash: Clash, *, sentence: str) -> ClashRow:
        """`sentence` says who changed the field, and when."""
        name = next(name for name, pointer in self.pointers.items() if pointer == clash.pointer)
        return ClashRow(
            name=name,
            label=str(self.fields[name].label),
            sentence=sentence,
            mine=self.in_words(name, clash.mine),
            theirs=self.in_words(name, clash.theirs),
            raw=clash.mine if isinstance(clash.mine, list) else [self.typed(name, clash.mine)],
            fingerprint=fingerprint(clash.theirs),
        )

    def typed(self, name: str, value: Any) -> Any:
        """A value of the body as its field takes it."""
        field = self.fields[name]
        return field.typed(value) if isinstance(field, NumberField) else ("" if value is None else value)

    def summary_words(self, name: str) -> str:
        """What the page of all answers says of a field."""
        return self.in_words(name, self.initial[name])

    def in_words(self, name: str, value: Any) -> str:
        """A value of the body as a person reads it."""
        field = self.fields[name]
        if value in BLANK:
            return ""
        if isinstance(field, forms.DateField):
            return long_day(date.fromisoformat(str(value)))
        if isinstance(field, NumberField):
            return number(Decimal(str(value)))
        if isinstance(field, forms.ChoiceField):
            choices = cast("Iterable[tuple[str, Any]]", field.choices)
            labels = {str(code): str(label) for code, label in choices}
            codes = value if isinstance(value, list) else [value]
            return ", ".join(labels.get(str(code), str(code)) for code in codes)
        return str(value)


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value not in ("", None, []) else None


def area(label: Any, hint: Any = "", rows: int = 5, *, most: int) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, help_text=hint, required=False, max_length=most, widget=widget)


class OfferingInput(forms.TextInput):
    """A line that offers what may stand in it: whoever knows it types it, whoever does not finds it by its name."""

    def __init__(self, offers: Callable[[], list[tuple[str, str]]], attrs: dict[str, str]) -> None:
        super().__init__(attrs)
        self.offers = offers

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        place = f"{(attrs or {}).get('id', name)}_offers"
        field = super().render(name, value, {**(attrs or {}), "list": place}, renderer)
        options = format_html_join("", '<option value="{}">{}</option>', self.offers())
        return format_html('{}<datalist id="{}">{}</datalist>', field, place, options)


def line(
    label: Any,
    hint: Any = "",
    most: int = 200,
    width: str = "",
    *,
    offers: Callable[[], list[tuple[str, str]]] | None = None,
) -> TextField:
    attributes = {"class": f"govuk-input--width-{width}"} if width else {}
    widget = OfferingInput(offers, attributes) if offers else forms.TextInput(attrs=attributes)
    return TextField(label=label, help_text=hint, required=False, max_length=most, widget=widget)


def decimal(label: Any, hint: Any = "", width: str = "") -> NumberField:
    widget = forms.TextInput(attrs={"class": f"govuk-input--width-{width}"})
    return NumberField(label=label, help_text=hint, required=False, max_length=40, widget=widget)


def is_line(field: forms.Field) -> bool:
    """Is it one line of text, whose stored spelling a page may put into the field?"""
    return isinstance(field, forms.CharField) and not isinstance(field.widget, forms.Textarea)


def select(
    label: Any, options: Callable[[], list[tuple[str, str]]], *, nothing: Any = "—"
) -> forms.ChoiceField:
    """One of the options; `nothing` is what stands there as long as none is chosen."""

    def choices() -> list[tuple[str, str]]:
        return [("", nothing), *options()]

    return forms.ChoiceField(label=label, required=False, choices=choices)
