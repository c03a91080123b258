"""What an officer fills in: a proposal with the words that others will read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from controllist.queries.texts import LANGUAGE_NAMES
from exportctl.core.forms.fields import TextField
from exportctl.core.rules.texts import NO_TEXT, plain_text
from exportctl.core.shapes import most_of
from exportctl.desks.case.forms.grant_terms import LIMIT_FIELD, GrantTermsForm
from licensing import labels
from licensing.forms.hearings import HearingForm
from licensing.models import AuthorisationRequest
from licensing.models.proposals import OUTCOME_LABELS
from licensing.models.requests import LEGAL_BASIS_LABELS
from licensing.queries.regimes import offered_bases
from licensing.rules.kinds import authorises, outcomes_of
from licensing.rules.proposal_shapes import DOSSIER, ENTRY, LONGEST_CONDITIONS, LONGEST_MODELS, PROPOSAL
from licensing.rules.proposals import WRITTEN_IN
from licensing.rules.requests import WITH_WORDS, Outcome, opens_procedure
from licensing.rules.requirements import confidence_errors
from notifications.rules.procedure_shapes import RETURN

LONGEST_DRAFT = (
    250_000  # characters of one text: what is kept half-written may still be too long to be proposed
)


class CommentForm(forms.Form):
    comment = TextField(
        label=_("What has to change?"),
        help_text=_("The officer who proposed reads it; the exporter does not."),
        max_length=most_of(RETURN, "comment"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReadForm(forms.Form):
    """The tick before an approval, bound to the content that was shown."""

    content_hash = TextField(widget=forms.HiddenInput)
    read = forms.BooleanField(
        label=_("I have read the reasons and every text as they stand now."),
        error_messages={"required": _("Confirm that you have read what you approve.")},
    )


class ProposalForm(HearingForm, GrantTermsForm):
    """A proposal. The dossier's and the entry's words matter to a refusal alone, each with a tick of its own."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[*OUTCOME_LABELS.items()], widget=forms.RadioSelect
    )
    legal_basis = forms.ChoiceField(
        label=_("Legal basis"),
        help_text=_(
            "Article 9: your own state’s list. Article 10: another state’s list, once your authority has informed this"
            " exporter that the item needs an authorisation."
        ),
        choices=[("", "—"), *LEGAL_BASIS_LABELS.items()],
    )
    grounds = TextField(
        label=_("Reasons"),
        help_text=_("They stand in the letter to the exporter."),
        max_length=most_of(PROPOSAL, "grounds"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    conditions = TextField(
        label=_("Conditions"),
        help_text=_("One a line."),
        required=False,
        max_length=LONGEST_CONDITIONS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    dossier_description = TextField(
        label=_("Item, as the other Member States read it"),
        required=False,
        max_length=most_of(DOSSIER, "description"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    dossier_grounds = TextField(
        label=_("Grounds, as the other Member States read them"),
        required=False,
        max_length=most_of(DOSSIER, "grounds"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    dossier_confirmed = forms.BooleanField(
        label=_("These words may go to the other Member States. They do not name the exporter."),
        required=False,
    )
    confidential_because = TextField(
        label=_("Why the other Member States are not told of this requirement"),
        help_text=_(
            "Under Article 4 they and the Commission are told of items and end users, in the words above. Write"
            " something here only where the nature of the transaction or its sensitivity stands against that (Article"
            " 4(4))."
        ),
        required=False,
        max_length=most_of(PROPOSAL, "confidential_because"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    entry_name = TextField(label=_("Name of the entry"), required=False, max_length=most_of(ENTRY, "name"))
    entry_manufacturer = TextField(
        label=_("Maker"), required=False, max_length=most_of(ENTRY, "manufacturer")
    )
    entry_models = TextField(
        label=_("Models"),
        help_text=_("One a line."),
        required=False,
        max_length=LONGEST_MODELS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    entry_functions = forms.MultipleChoiceField(
        label=_("Functions"), required=False, choices=[], widget=forms.CheckboxSelectMultiple
    )
    entry_description = TextField(
        label=_("Description, as the public reads it"),
        required=False,
        max_length=most_of(ENTRY, "description"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    entry_language = forms.ChoiceField(
        label=_("Language of these words"),
        help_text=_("In it they are authentic; translations are signed later."),
        choices=[*LANGUAGE_NAMES.items()],
        initial=WRITTEN_IN,
        required=False,
    )
    entry_confirmed = forms.BooleanField(
        label=_("These words may be published, should the item be listed. They do not name the exporter."),
        required=False,
    )

    without_advice = TextField(
        label=_("Why do you go on without the advice that is missing?"),
        help_text=_("The second officer reads it. Needed when a body's day has passed in silence."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    reveals = {"outcome": {Outcome.GRANT_WITH_CONDITIONS.value: ["conditions"]}}
    hints = {
        "outcome": {
            Outcome.REFUSE.value: _(
                "On human-rights grounds or under Article 5 it is put to the other Member States."
            ),
            Outcome.AUTHORISATION_REQUIRED.value: _(
                "The requirement is imposed (Articles 4(2) and 5(2)). Under Article 5 it is put to the other Member"
                " States."
            ),
        }
    }

    def __init__(
        self, *args: Any, request: AuthorisationRequest, today: date | None = None, **kwargs: Any
    ) -> None:
        """`today` at the authority; without it nobody proposes yet, and no hearing is asked for."""
        self.request, self.today, self.authorises = request, today, authorises(request.kind)
        super().__init__(*args, **kwargs)
        self.add_terms()
        outcome: Any = self.fields["outcome"]
        allowed = outcomes_of(request.kind)
        outcome.choices = [(code, label) for code, label in OUTCOME_LABELS.items() if code in allowed]
        functions: Any = self.fields["entry_functions"]
        functions.choices = labels.choices("functions")
        bases: Any = self.fields["legal_basis"]
        offered = [(code.value, labels.label("legal_bases", code.value)) for code in offered_bases(request)]
        bases.choices = [("", "—"), *offered]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") in WITH_WORDS:
            self._require_words(cleaned)
        if cleaned.get("outcome") == Outcome.GRANT_WITH_CONDITIONS and not lines(cleaned.get("conditions")):
            self.add_error("conditions", _("Write at least one condition."))
        self.check_terms(cleaned)
        outcome, because = cleaned.get("outcome") or "", cleaned.get("confidential_because") or ""
        basis = cleaned.get("legal_basis") or ""
        for wrong in confidence_errors(because, outcome=outcome, legal_basis=basis):
            self.add_error("confidential_because", str(wrong["detail"]))
        if self.today and self.burdens(outcome, cleaned):
            self.require_hearing(today=self.today)
        return cleaned

    @property
    def may_list(self) -> bool:
        """Can an entry of the list follow on the basis chosen, or is something to be corrected in its words?"""
        basis = self["legal_basis"].value() or ""
        wrong = self.is_bound and any(name.startswith("entry_") for name in self.errors)
        return wrong or not basis or basis in self.listing_bases

    @property
    def listing_bases(self) -> list[str]:
        """The bases offered on which an entry of the list can follow: its words stand open with them."""
        field: Any = self.fields["legal_basis"]
        codes = [code for code, _label in field.choices if code]
        return [code for code in codes if opens_procedure(outcome=Outcome.REFUSE, legal_basis=code)]

    def _require_words(self, cleaned: Mapping[str, Any]) -> None:
        """The states' words always; the public's, and that both may go out, where an entry can follow."""
        messages = {
            "dossier_description": _("Describe the item for the other Member States."),
            "dossier_grounds": _("Give the grounds for the other Member States."),
        }
        for_public = {
            "entry_name": _("Name the entry."),
            "entry_models": _("Name at least one model."),
            "entry_functions": _("Choose at least one function."),
            "entry_description": _("Describe the item for the public."),
            "dossier_confirmed": _(
                "Confirm the words for the other Member States, or change them until you can."
            ),
            "entry_confirmed": _("Confirm the words for the public, or change them until you can."),
        }
        if opens_procedure(outcome=cleaned["outcome"], legal_basis=cleaned.get("legal_basis", "")):
            messages |= for_public
        for name, message in messages.items():
            if not cleaned.get(name):
                self.add_error(name, message)

    def proposal(self) -> dict[str, Any]:
        """The arguments of the action."""
        words = self.cleaned_data
        plain = {name: words[name] for name in ("outcome", "legal_basis", "grounds", "without_advice")}
        plain["terms"] = {**self.terms(), "confidential_because": words["confidential_because"]}
        plain["hearing"] = self.hearing()
        granting = words["outcome"] == Outcome.GRANT_WITH_CONDITIONS
        conditions = lines(words["conditions"]) if granting else []
        if words["outcome"] not in WITH_WORDS:
            return {**plain, "conditions": conditions, "entry": None, "dossier": None}
        entry = {
            "name": words["entry_name"],
            "manufacturer": words["entry_manufacturer"],
            "models": lines(words["entry_models"]),
            "functions": words["entry_functions"],
            "description": words["entry_description"],
            "language": words["entry_language"] or WRITTEN_IN,
        }
        dossier = {"description": words["dossier_description"], "grounds": words["dossier_grounds"]}
        return {**plain, "conditions": conditions, "entry": entry, "dossier": dossier}

    @classmethod
    def typed(cls, data: QueryDict) -> dict[str, Any]:
        """What stands in the form as it was sent, unchecked, for a draft; a confirmation is never kept."""
        fields: dict[str, Any] = {}
        for name, field in cls.base_fields.items():
            if isinstance(field, forms.BooleanField):
                continue
            many = isinstance(field, forms.MultipleChoiceField)
            typed = data.getlist(name)[:50] if many else [str(data.get(name, ""))]
            plain = [NO_TEXT.sub("", plain_text(each))[:LONGEST_DRAFT] for each in typed]
            fields[name] = plain if many else plain[0]
        limits = {name: str(data.get(name, ""))[:40] for name in data if LIMIT_FIELD.fullmatch(name)}
        return fields | limits

    @staticmethod
    def conditions_in(fields: Mapping[str, Any]) -> list[str]:
        """The conditions of a kept draft."""
        return lines(str(fields.get("conditions") or ""))


def lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
