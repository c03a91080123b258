"""A rule of a restrictive measure, what two officers say of it, and what is done with what it meets."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import countries
from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.i18n import fill
from exportctl.core.rules.uploaded_tables import NoHead, NotATable, TooMany, read
from licensing import labels
from licensing.forms.hearings import HearingForm
from licensing.models.authorisation_changes import EVENT_LABELS
from licensing.models.measures import KIND_LABELS
from licensing.rules.authorisations import OF_A_MEASURE
from licensing.rules.hearings import change_burdens
from licensing.rules.measures import Event
from licensing.rules.measures_table import (
    COLUMNS,
    LENGTHS,
    MOST_RULES,
    NAMES,
    RuleRow,
    midnight,
    split,
    split_cn,
)

LARGEST_BYTES = 5_000_000


class MeasureForm(forms.Form):
    """One rule. It is no law before two officers confirmed it."""

    kind = forms.ChoiceField(label=_("Kind of rule"), choices=[*KIND_LABELS.items()])
    act = TextField(
        label=_("Legal act"),
        help_text=_(
            "Number and title as the Official Journal has them, for example Council Regulation (EU) No 833/2014."
        ),
        max_length=LENGTHS["act"],
    )
    article = TextField(label=_("Article"), required=False, max_length=LENGTHS["article"])
    title = TextField(label=_("What the rule says, in own words"), max_length=LENGTHS["title"])
    country = forms.ChoiceField(label=_("Country"), required=False)
    entries = TextField(
        label=_("Entries of Annex I"),
        help_text=_("Codes or the beginning of some; ANNEX_I for all of it. Empty: whatever goods."),
        required=False,
        max_length=2000,
    )
    cn_codes = TextField(
        label=_("Customs codes (CN)"),
        help_text=_("Or the beginning of some; a comma between two."),
        required=False,
        max_length=2000,
    )
    uses = forms.MultipleChoiceField(
        label=_("Only for these end users"), required=False, widget=forms.CheckboxSelectMultiple
    )
    listed = TextField(
        label=_("Listed persons"),
        help_text=_("Numbers on the consolidated list; * for whoever stands there."),
        required=False,
        max_length=2000,
    )
    lifts = TextField(
        label=_("Which prohibitions it lifts"),
        help_text=_(
            "Of an exemption or derogation: their numbers, of a listed person that on the consolidated list. Empty:"
            " those of the same act."
        ),
        required=False,
        max_length=2000,
    )
    applies_from = DateField(label=_("Applies from"))
    applies_until = DateField(label=_("Applies no more from"), required=False)
    old_contracts_until = DateField(label=_("Contracts of before may be performed until"), required=False)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        country: Any = self.fields["country"]
        country.choices = [("", _("Every country")), *countries()]
        uses: Any = self.fields["uses"]
        uses.choices = labels.choices("end_user_kinds")

    def row(self) -> RuleRow:
        data = self.cleaned_data
        several: dict[str, Any] = {name: split(data[name]) for name in ("entries", "listed", "lifts")}
        return RuleRow(
            **{
                name: data[name]
                for name in ("kind", "act", "article", "title", "country", "old_contracts_until")
            },
            **several,
            cn_codes=split_cn(data["cn_codes"]),
            uses=tuple(data["uses"]),
            applies_from=midnight(data["applies_from"], self.zone),
            applies_until=_instant(data["applies_until"], self.zone),
        )


class RulesTableForm(forms.Form):
    """A table of rules. Here only whether it is one; its rows are checked afterwards."""

    file = forms.FileField(
        label=_("CSV or XLSX file"),
        help_text=fill(_("At most %(rows)d rows; the first one names the columns."), {"rows": MOST_RULES}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            text = _("This file is larger than %(size)d MB.")
            raise forms.ValidationError(text, params={"size": LARGEST_BYTES // 1_000_000})
        try:
            self.table = read(file.read(), COLUMNS)
        except NoHead:
            text = _("The first row has to name the columns: %(columns)s.")
            raise forms.ValidationError(text, params={"columns": ", ".join(NAMES)}) from None
        except NotATable as error:
            raise forms.ValidationError(error.sentence) from None
        except TooMany as error:
            text = _("These are %(count)d rows. Split the table: at most %(most)d at once.")
            raise forms.ValidationError(text, params={"count": error.args[0], "most": MOST_RULES}) from None
        if not self.table.rows:
            raise forms.ValidationError(_("There is no row under the head. Fill in at least one."))
        return file


class MeasureChangeForm(forms.Form):
    """What the first officer read at the source."""

    act = TextField(
        label=_("The act, as you read it at the source"),
        help_text=_("Official Journal or law gazette, with its number."),
        max_length=LENGTHS["act"],
    )
    act_on = DateField(label=_("Day of publication"))
    applies_until = DateField(
        label=_("Applies no more from"), help_text=_("To end the rule alone."), required=False
    )

    def __init__(self, *args: Any, zone: str, event: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        if event == Event.CONFIRM:
            del self.fields["applies_until"]
        else:
            self.fields["applies_until"].required = True

    def content(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "act": data["act"],
            "act_on": data["act_on"],
            "applies_until": _instant(data.get("applies_until"), self.zone),
        }


class OverAuthorisationsForm(HearingForm):
    """One act over many authorisations, with a letter for each."""

    authorisations = forms.MultipleChoiceField(
        label=_("Which authorisations?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one authorisation.")},
    )
    event = forms.ChoiceField(
        label=_("What happens to them"),
        choices=[(each.value, EVENT_LABELS[each.value]) for each in OF_A_MEASURE],
        widget=forms.RadioSelect,
    )
    grounds = TextField(
        label=_("Why"),
        help_text=_(
            "Each holder reads it in the letter. To continue: name the old contract, the exemption or the derogation."
        ),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.order_fields(["authorisations", "event", "grounds", *HearingForm.base_fields])
        field: Any = self.fields["authorisations"]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if change_burdens(given.get("event") or "", lessens=False):
            self.require_hearing(today=self.today)
        return given


def _instant(day: date | None, zone: str) -> datetime | None:
    return midnight(day, zone) if day else None
