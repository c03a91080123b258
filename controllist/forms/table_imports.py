"""A file for a national list or for customs codes, with the act and the day; its rows are checked by the action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from controllist.models.table_imports import KIND_LABELS
from controllist.rules.dated_tables import CORRELATION, NATIONAL
from controllist.rules.table_imports import MOST_ACT, Kind
from exportctl.core.forms.fields import DateField, TextField

LARGEST_BYTES = 10_000_000
COLUMNS = {Kind.NATIONAL_LIST: NATIONAL, Kind.CUSTOMS_CODES: CORRELATION}
COLUMN_LABELS = {
    "code": _("Code of the entry"),
    "text": _("Its words"),
    "publication": _("Where it was published"),
    "from": _("First day"),
    "until": _("Last day"),
    "cn_code": _("Customs code"),
    "control_entry": _("Entries of Annex I that it suggests, a comma between two"),
}


class TableImportForm(forms.Form):
    pointers = {"file": "/csv"}

    kind = forms.ChoiceField(label=_("Table"), choices=[], widget=forms.RadioSelect)
    legal_act = TextField(
        label=_("Act on which it rests"),
        help_text=_(
            "As it is cited, such as OJ C, C/2026/1234. Rows that name no publication of their own get it."
        ),
        max_length=MOST_ACT,
    )
    starts_on = DateField(label=_("Counts from"))
    file = forms.FileField(label=_("CSV or XLSX file"))

    def __init__(self, *args: Any, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(kind.value, KIND_LABELS[kind.value]) for kind in kinds]
        if len(kinds) == 1:
            field.initial = kinds[0].value
            field.widget = forms.HiddenInput()
        self.fields["file"].help_text = _("The first row names the columns.")
        self.columns = [
            (KIND_LABELS[kind.value], [(name, COLUMN_LABELS[name]) for name in COLUMNS[kind].names])
            for kind in kinds
        ]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            text = _("This file is larger than %(size)d MB.")
            raise forms.ValidationError(text, params={"size": LARGEST_BYTES // 1_000_000})
        return file


class AnswerForm(forms.Form):
    """Which button was pressed says what is done."""
