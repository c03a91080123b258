"""The parts of a notification in the browser. Nothing is required before it is sent: a draft may have gaps."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import countries
from exportctl.core.errors import fill
from exportctl.core.formatting import long_day
from exportctl.core.forms.fields import DateField
from licensing import labels as words
from notifications.models import CatchAllNotification
from notifications.queries.red_flags import Question, questions
from notifications.rules.merging import BLANK, fingerprint, value_at


@dataclass(frozen=True)
class Clashing:
    """A field on a page of clashes: both values in words, and mine as the field takes it."""

    name: str
    label: str
    said: str
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
    loaded = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, body: dict[str, Any], **kwargs: Any) -> None:
        held = {name: value_at(body, pointer) for name, pointer in self.pointers.items()}
        shown = json.dumps({name: fingerprint(value) for name, value in held.items()})
        super().__init__(*args, initial={**held, "loaded": shown}, **kwargs)

    @property
    def settling(self) -> list[str]:
        """The fields of a page of clashes; empty for a whole part."""
        names: list[str] = self.data.getlist("settle") if hasattr(self.data, "getlist") else []
        return [name for name in names if name in self.pointers]

    def sent(self, *only: str) -> dict[str, Any]:
        """The values to save, by pointer: all fields, some, or those of a page of clashes that are kept."""
        kept = [name for name in self.settling if self._choice(name) != "theirs"]
        names = only or (kept if self.settling else self.pointers)
        return {self.pointers[name]: _sent(self.cleaned_data.get(name)) for name in names}

    def fingerprints(self) -> dict[str, str]:
        """What each field was on the page this came from, by pointer; what nobody chose fits nothing."""
        try:
            told = json.loads(self.cleaned_data.get("loaded") or "{}")
        except (ValueError, RecursionError):
            told = {}
        shown = {name: str(each) for name, each in told.items()} if isinstance(told, dict) else {}
        shown |= {name: "" for name in self.settling if not self._choice(name)}
        return {self.pointers[name]: each for name, each in shown.items() if name in self.pointers}

    def _choice(self, name: str) -> str:
        said = self.data.get(f"choice-{name}", "")
        return said if said in ("mine", "theirs") else ""

    def name_of(self, pointer: str) -> str:
        return next(name for name, each in self.pointers.items() if each == pointer)

    def clash(self, pointer: str, *, mine: Any, theirs: Any, said: str) -> "Clashing":
        name = self.name_of(pointer)
        return Clashing(
            name=name,
            label=str(self.fields[name].label),
            said=said,
            mine=self.in_words(name, mine),
            theirs=self.in_words(name, theirs),
            raw=mine if isinstance(mine, list) else [mine or ""],
            fingerprint=fingerprint(theirs),
        )

    def in_words(self, name: str, value: Any) -> str:
        """A value of the body as a person reads it."""
        field = self.fields[name]
        if value in BLANK:
            return ""
        if isinstance(field, forms.DateField):
            return long_day(date.fromisoformat(str(value)))
        if isinstance(field, forms.ChoiceField):
            labels = {str(code): str(label) for code, label in field.choices}
            codes = value if isinstance(value, list) else [value]
            return ", ".join(labels.get(str(code), str(code)) for code in codes)
        return str(value)


def _sent(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value not in ("", None, []) else None


def _area(label: Any, hint: Any = "", rows: int = 5, most: int = 4000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=widget)


def _line(label: Any, hint: Any = "", most: int = 200, width: str = "") -> forms.CharField:
    attributes = {"class": f"govuk-input--width-{width}"} if width else {}
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=widget)


def _select(label: Any, options: Callable[[], list[tuple[str, str]]]) -> forms.ChoiceField:
    def listed() -> list[tuple[str, str]]:
        return [("", "—"), *options()]

    return forms.ChoiceField(label=label, required=False, choices=listed)


class ItemForm(PartForm):
    pointers = {
        "name": "/item/name",
        "manufacturer": "/item/manufacturer",
        "model": "/item/model",
        "functions": "/item/functions",
        "description": "/item/description",
        "cn_code": "/item/cn_code",
        "quantity": "/quantity",
        "unit": "/unit",
        "value": "/value",
        "currency": "/currency",
        "planned_on": "/planned_on",
    }
    name = _line(_("What is the item called?"))
    manufacturer = _line(_("Maker"), _("As on the plate or in the licence text."))
    model = _line(_("Model"), _("With version, for example “Halo LX 4”."), 120)
    functions = forms.MultipleChoiceField(
        label=_("What does it do?"),
        help_text=_("Choose all that apply."),
        required=False,
        choices=lambda: words.choices("functions"),
        widget=forms.CheckboxSelectMultiple,
    )
    description = _area(
        _("Describe it"),
        _("What it takes in, what it gives out, and what the people concerned notice of it."),
        8,
    )
    cn_code = _line(
        _("Customs code (CN)"),
        _(
            "Eight digits of the Combined Nomenclature, for example 85176200."
            " Your customs declaration names it."
        ),
        8,
        "10",
    )
    quantity = _line(_("Quantity"), "", 20, "5")
    unit = _select(_("Unit"), lambda: words.choices("units"))
    value = _line(_("Value"), _("Of all pieces together; 0.01 or more."), 20, "10")
    currency = _line(_("Currency"), _("Three letters, for example EUR."), 3, "3")
    planned_on = DateField(label=_("When is the export planned?"), required=False)


class PartiesForm(PartForm):
    pointers = {
        "destination": "/destination",
        "end_user_name": "/end_user/name",
        "end_user_address": "/end_user/address",
        "end_user_country": "/end_user/country",
        "end_user_kind": "/end_user/kind",
        "consignee_name": "/consignee/name",
        "consignee_address": "/consignee/address",
        "consignee_country": "/consignee/country",
    }
    destination = _select(_("Where does the item go?"), countries)
    end_user_name = _line(_("Name of the end user"), _("Who will use the item in the end."))
    end_user_address = _area(_("Address of the end user"), "", 3, 500)
    end_user_country = _select(_("Country of the end user"), countries)
    end_user_kind = _select(_("Kind of end user"), lambda: words.choices("end_user_kinds"))
    consignee_name = _line(_("Name of the consignee"), _("Only if somebody else receives the goods."))
    consignee_address = _area(_("Address of the consignee"), "", 3, 500)
    consignee_country = _select(_("Country of the consignee"), countries)


class EndUseForm(PartForm):
    pointers = {"end_use": "/end_use", "doubt": "/doubt"}
    end_use = _area(
        _("What will the end user do with it?"), _("As the end user told you, and what you know."), 6
    )
    doubt = _area(
        _("What makes you doubt?"),
        _("What could happen to people, and what makes you think so. Two or three sentences are enough."),
        6,
    )


UPLOADS = fill(
    _(
        "PDF, PNG, JPEG, Word, Excel, OpenDocument, text or CSV; %(size)d MB at most."
        " Nothing classified: this system is not made for it."
    ),
    {"size": settings.UPLOAD_LIMIT_BYTES // 1024**2},
)


class FlagForm(PartForm):
    """One due-diligence question. “I don’t know” is an answer; a “yes” needs what is known and from where."""

    answer = forms.ChoiceField(
        required=False, choices=lambda: words.choices("red_flag_answers"), widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("What do you know, and where from?"),
        help_text=_("Name a source that the authority can look at. Two or three sentences are enough."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    file = forms.FileField(
        label=_("Add a document as evidence"),
        help_text=UPLOADS,
        required=False,
        error_messages={"empty": _("This file is empty. Choose another one.")},
    )

    legend_as_title = {"answer"}
    reveals = {"answer": {"yes": ["evidence"]}}
    hints = {"answer": {"unknown": _("That is a valid answer. The authority may ask you about it.")}}

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        start = f"/red_flags/{question.key}"
        self.pointers = {"answer": f"{start}/answer", "evidence": f"{start}/evidence"}
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = question.question
        self.fields["answer"].help_text = question.hint


class UploadForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=UPLOADS)


class DeclareForm(forms.Form):
    declared = forms.BooleanField(
        label=_("What I send is complete and true as far as I know."),
        error_messages={"required": _("Declare that what you send is complete and true.")},
    )


class ReasonlessForm(forms.Form):
    """A confirm page that asks for nothing but the act itself."""


PARTS = {"item": ItemForm, "parties": PartiesForm, "end-use": EndUseForm}


def form_of(notification: CatchAllNotification, part: str, data: Any = None) -> PartForm | None:
    """The form of a part, or of a due-diligence question by its key; None where there is no such part."""
    if part in PARTS:
        return PARTS[part](data, body=notification.body)
    asked = next((each for each in questions(notification.questionnaire) if each.key == part), None)
    return FlagForm(data, body=notification.body, question=asked) if asked else None
