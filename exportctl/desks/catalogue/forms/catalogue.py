"""Items and parties of the catalogue, and a table of items. What is right is decided by their shapes alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import countries
from exportctl.core.forms.fields import ShortField, TextField
from exportctl.core.i18n import fill
from exportctl.core.shapes import most_of
from licensing import labels
from licensing.rules.catalogue import ENTRY_ITEM, NUMBER, Kind
from licensing.rules.catalogue_tables import MOST_ROWS, read_or_why
from licensing.rules.catalogue_uploads import LARGEST_MEGABYTES, SMALL
from licensing.rules.failures import sentence_of
from licensing.rules.shapes import END_USER, ITEM


class EntryForm(forms.Form):
    """One entry; its fields are named as the members of its shape."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    optional: tuple[str, ...] = ()

    def body(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "revision"}


def _select(label: Any, options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=lambda: [("", "—"), *options()])


def _area(label: Any, hint: Any, rows: int, most: int) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, help_text=hint, required=False, max_length=most, widget=widget)


class ItemForm(EntryForm):
    item_number = ShortField(
        width=20,
        label=_("Your own item number"),
        help_text=_(
            "Under which your own system knows it. It is there once; requests and screenings name the item by it."
        ),
        max_length=most_of(ENTRY_ITEM, NUMBER),
    )
    name = TextField(label=_("What is the item called?"), required=False, max_length=most_of(ITEM, "name"))
    manufacturer = TextField(
        label=_("Maker"),
        help_text=_("As on the plate or in the licence text."),
        required=False,
        max_length=most_of(ITEM, "manufacturer"),
    )
    model = TextField(
        label=_("Model"),
        help_text=_("With version, for example “Halo LX 4”."),
        required=False,
        max_length=most_of(ITEM, "model"),
    )
    functions = forms.MultipleChoiceField(
        label=_("What does it do?"),
        help_text=_("Choose all that apply."),
        required=False,
        choices=lambda: labels.choices("functions"),
        widget=forms.CheckboxSelectMultiple,
    )
    description = _area(
        _("Describe it"),
        _("What it takes in, what it gives out, and what the people concerned notice of it."),
        8,
        most_of(ITEM, "description"),
    )
    cn_code = ShortField(
        width=10,
        label=_("Customs code (CN)"),
        help_text=_("Eight digits, for example 85176200."),
        max_length=40,
    )
    control_entry = ShortField(
        width=10,
        label=_("How you classify it"),
        help_text=_("The entry of Annex I, for example 5A002.a. Leave it empty if you do not know it."),
        max_length=40,
    )
    origin = _select(_("Country of origin"), countries)
    cas = ShortField(
        width=10,
        label=_("CAS number"),
        help_text=_("Of a chemical, for example 7783-06-4."),
        max_length=20,
    )
    optional = (
        "item_number",
        "manufacturer",
        "model",
        "functions",
        "description",
        "cn_code",
        "control_entry",
        "origin",
        "cas",
    )


class PartyForm(EntryForm):
    name = TextField(label=_("Name"), required=False, max_length=most_of(END_USER, "name"))
    address = _area(_("Address"), "", 3, most_of(END_USER, "address"))
    country = _select(_("Country"), countries)
    kind = _select(_("Kind of end user"), lambda: labels.choices("end_user_kinds"))
    optional = ("address", "country", "kind")


FORMS: dict[Kind, type[EntryForm]] = {Kind.ITEM: ItemForm, Kind.PARTY: PartyForm}


class TableForm(forms.Form):
    """A file of items, CSV or XLSX. Here only whether it is a table; what its rows say is checked afterwards."""

    file = forms.FileField(
        label=_("CSV or XLSX file"),
        help_text=fill(
            _("At most %(rows)d rows and %(size)d MB. Of an XLSX file the first sheet is read."),
            {"rows": MOST_ROWS, "size": LARGEST_MEGABYTES},
        ),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        """What is small is looked at here, so that its uploader learns at once why it is no table."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_MEGABYTES * 1024**2:
            text = _("This file is larger than %(size)d MB. Split it.")
            raise forms.ValidationError(text, params={"size": LARGEST_MEGABYTES})
        self.source = file.read()
        if len(self.source) <= SMALL:
            _table, why = read_or_why(self.source)
            if why:
                raise forms.ValidationError(sentence_of(why))
        return file
