"""Proposing to correct an entry of the list, or to take it off."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from controllist.forms.texts import LinesField
from controllist.models import ControlListEntry, EntryChange
from controllist.models.entries import ACT_LABELS
from controllist.models.entry_changes import CHANGE_GROUND_LABELS
from controllist.queries.texts import LANGUAGE_NAMES
from controllist.rules import functions
from controllist.rules.entries import Change
from controllist.rules.entry_changes import GROUNDS, WORDS_SHAPE, ChangeBasis, ChangeGround, act_kinds
from controllist.rules.listing import EntryWords
from exportctl.core.forms.fields import TextField
from exportctl.core.shapes import most_of


class DelistingForm(forms.Form):
    """What a change rests on: ground, act and reason, of law in force the agreement of all."""

    kind = Change.DELISTING
    pointers = {"act_kind": "/legal_act/kind", "act_reference": "/legal_act/reference"}

    change_ground = forms.ChoiceField(label=_("Ground"), choices=[], widget=forms.RadioSelect)
    act_kind = forms.ChoiceField(label=_("Legal act"), choices=[], widget=forms.RadioSelect)
    act_reference = TextField(
        label=_("Reference of the act"),
        max_length=60,
        help_text=_(
            "As it is cited, with its number, such as C/2026/1234. It is published and goes into the log."
        ),
    )
    reason = TextField(
        label=_("Reason, as the public reads it"),
        max_length=2000,
        help_text=_("Without the exporter’s name, and without what the procedure does not disclose."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    agreed = forms.BooleanField(
        label=_(
            "All Member States have notified one another and the Commission that they agree (Article 5(7))."
        ),
        required=False,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, entry: ControlListEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"initial": self.shown(entry)})
        fields: Any = self.fields
        fields["change_ground"].choices = [
            (ground.value, CHANGE_GROUND_LABELS[ground.value]) for ground in GROUNDS[self.kind]
        ]
        fields["act_kind"].choices = [
            (kind.value, ACT_LABELS[kind.value]) for kind in act_kinds(in_force=entry.in_force)
        ]
        if not entry.in_force:
            del fields["agreed"]

    @classmethod
    def shown(cls, entry: ControlListEntry) -> dict[str, Any]:
        """What the form starts from."""
        return {"edition": entry.edition}

    def basis(self) -> ChangeBasis:
        given = self.cleaned_data
        return ChangeBasis(
            ground=given["change_ground"],
            act_kind=given["act_kind"],
            act_reference=given["act_reference"],
            reason=given["reason"].replace("\r\n", "\n"),
            agreed=given.get("agreed", False),
        )


class ReviewForm(DelistingForm):
    """The yearly look at an entry that stays: there is one ground, and the reason says what was weighed."""

    kind = Change.REVIEW

    def __init__(self, *args: Any, entry: ControlListEntry, **kwargs: Any) -> None:
        super().__init__(*args, entry=entry, **kwargs)
        self.fields["change_ground"].initial = ChangeGround.CONFIRMED.value


class TranslationForm(forms.Form):
    """The words of an entry in another language than their own."""

    kind = Change.TRANSLATION

    name = TextField(label=_("Name of the entry"), max_length=most_of(WORDS_SHAPE, "name"))
    description = TextField(
        label=_("Description, as the public reads it"),
        max_length=most_of(WORDS_SHAPE, "description"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, entry: ControlListEntry, language: str, **kwargs: Any) -> None:
        signed = entry.translations.get(language, {"name": "", "description": ""})
        super().__init__(*args, **kwargs | {"initial": signed | {"edition": entry.edition}})

    def words(self) -> dict[str, str]:
        given = self.cleaned_data
        return {"name": given["name"], "description": given["description"].replace("\r\n", "\n")}


class CorrectionForm(DelistingForm):
    """The words of the entry, each of which may be corrected."""

    kind = Change.CORRECTION
    field_order = (
        "name",
        "manufacturer",
        "models",
        "functions",
        "description",
        "authentic_language",
        "cn_code",
    )

    name = TextField(label=_("Name of the entry"), max_length=most_of(WORDS_SHAPE, "name"))
    manufacturer = TextField(label=_("Maker"), max_length=most_of(WORDS_SHAPE, "manufacturer"))
    models = LinesField(label=_("Models"), help_text=_("One a line."))
    functions = forms.MultipleChoiceField(
        label=_("Functions"), choices=[], widget=forms.CheckboxSelectMultiple
    )
    description = TextField(
        label=_("Description, as the public reads it"),
        max_length=most_of(WORDS_SHAPE, "description"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    authentic_language = forms.ChoiceField(
        label=_("Language of these words"),
        help_text=_("In it they are authentic; translations are signed later."),
        choices=[*LANGUAGE_NAMES.items()],
    )
    cn_code = TextField(
        label=_("Customs code (a hint only)"), max_length=12, required=False, help_text=_("Eight digits.")
    )

    def __init__(self, *args: Any, entry: ControlListEntry, **kwargs: Any) -> None:
        super().__init__(*args, entry=entry, **kwargs)
        chosen: Any = self.fields["functions"]
        language = get_language() or "en"
        chosen.choices = [(code, functions.label(code, language)) for code in functions.FUNCTIONS]

    @classmethod
    def shown(cls, entry: ControlListEntry) -> dict[str, Any]:
        return super().shown(entry) | {
            "name": entry.name,
            "manufacturer": entry.manufacturer,
            "models": "\n".join(entry.model_names),
            "functions": entry.functions,
            "description": entry.description,
            "authentic_language": entry.authentic_language or "en",
            "cn_code": entry.cn_code,
        }

    def words(self) -> EntryWords:
        given = self.cleaned_data
        return EntryWords(
            name=given["name"],
            manufacturer=given["manufacturer"],
            models=given["models"],
            functions=given["functions"],
            description=given["description"].replace("\r\n", "\n"),
            cn_code="".join(given["cn_code"].split()),
            language=given["authentic_language"],
        )


class AnswerForm(forms.Form):
    """The second officer's answer, two buttons; what cannot be undone is carried out with a tick, discarded without."""

    read = forms.BooleanField(
        label=_("I have read the entry and the reason. I know that this cannot be undone."),
        required=False,
        error_messages={"required": _("Confirm that you have read what you approve.")},
    )

    def __init__(self, *args: Any, change: EntryChange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if change.kind != Change.DELISTING:
            del self.fields["read"]
        elif "discard" not in self.data:
            self.fields["read"].required = True
