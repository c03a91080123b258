"""The parts of a request for an export authorisation: items, destinations, recipients, what for, the boxes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import countries, country
from exportctl.core.forms.fields import DateField, WholeNumberField
from exportctl.core.shapes import most_of
from exportctl.desks.drafts.forms.catch_all import PartiesForm
from exportctl.desks.drafts.forms.countries import CountriesField
from exportctl.desks.drafts.forms.lines import LineForm
from exportctl.desks.drafts.forms.parts import PartForm, area, decimal, line, select
from licensing import labels
from licensing.models import Draft
from licensing.models.request_drafts import FORM_LABELS, PROCEDURE_LABELS
from licensing.queries.documents import file_name
from licensing.rules.export_requests import BODIES, BODY, MOST_MONTHS, PROJECT
from licensing.rules.request_lines import LINE
from licensing.rules.request_warnings import parts_hint
from licensing.rules.requests import Kind
from licensing.rules.shapes import CONSIGNEE, END_USER, THIRD_PARTY, member_states


class ItemsForm(PartForm):
    """What all items share."""

    pointers = {"currency": "/currency"}
    currency = line(
        _("Currency of all values"),
        _("Three letters, for example EUR."),
        20,
        "5",
        offers=lambda: labels.choices("currencies"),
    )


class ItemLineForm(LineForm):
    members = (
        "name",
        "manufacturer",
        "model",
        "description",
        "control_entry",
        "cn_code",
        "quantity",
        "unit",
        "value",
        "origin",
        "cas",
        "item_number",
        "functions",
    )
    name = line(_("What is the item called?"), most=most_of(LINE, "name"))
    manufacturer = line(
        _("Maker"), _("As on the plate or in the licence text."), most=most_of(LINE, "manufacturer")
    )
    model = line(_("Model"), _("With version, for example “Halo LX 4”."), most=most_of(LINE, "model"))
    description = area(
        _("Describe it"),
        _(
            "The figures that decide about its classification, in plain words: performance, accuracy, material."
        ),
        8,
        most=most_of(LINE, "description"),
    )
    control_entry = line(
        _("Entry of the control list"),
        _("Of Annex I, for example 5A002.a. Leave it empty if you do not know it."),
        40,
        "10",
    )
    cn_code = line(
        _("Customs code (CN)"),
        _(
            "Eight digits of the Combined Nomenclature, as your customs declaration will name them."
            " TARIC finds them by what an item is."
        ),
        40,
        "10",
    )
    quantity = decimal(_("Quantity"), "", "5")
    unit = select(_("Unit"), lambda: labels.choices("units"))
    value = decimal(
        _("Value"), _("Of all pieces together, in the currency of the request; 0 is possible."), "10"
    )
    origin = select(_("Country of origin"), countries)
    cas = line(_("CAS number"), _("Of a chemical, for example 7783-06-4."), 20, "10")
    item_number = line(
        _("Your own item number"),
        _("As your order and your delivery note have it."),
        most_of(LINE, "item_number"),
        "20",
    )
    functions = forms.MultipleChoiceField(
        label=_("Does it watch people?"),
        help_text=_("Only for cyber-surveillance: choose all that apply."),
        required=False,
        choices=lambda: labels.choices("functions"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if hint := self.hint_of(self.initial.get("control_entry") or ""):
            self.fields["control_entry"].help_text = hint

    def hint_of(self, code: str) -> Any:
        """What is said beside the entry that the line names: that it has parts, and which."""
        return parts_hint(code)


class WideLineForm(ItemLineForm):
    """An item of a global request, or a category of items, which may be as wide as an entry."""

    name = line(
        _("What is the item, or the category of items, called?"),
        _("Empty: the name of the entry below, for everything that falls under it."),
        most=most_of(LINE, "name"),
    )
    control_entry = line(
        _("Entry of the control list"),
        _(
            "Of Annex I. Alone it stands for the whole category, for example 5A002; without it describe the item."
        ),
        40,
        "10",
    )
    quantity = decimal(_("Quantity"), _("Empty: not limited."), "5")
    value = decimal(_("Value"), _("Empty: not limited. In the currency of the request."), "10")

    def hint_of(self, code: str) -> Any:
        """A category may be as wide as an entry."""
        return ""


class DestinationForm(PartiesForm):
    """Where the items go, the end user and the consignee, as of a notification."""

    destination = select(_("Where do the items go?"), countries)
    # An individual authorisation is for a named end user (Article 2(12)).
    end_user_unknown = None  # type: ignore[assignment]


class DestinationsForm(PartForm):
    """Where a global authorisation may be used, and who receives the goods, if it is one alone."""

    pointers = {
        "destinations": "/destinations",
        "consignee_name": "/consignee/name",
        "consignee_address": "/consignee/address",
        "consignee_country": "/consignee/country",
    }
    destinations = CountriesField(
        label=_("Which countries shall it cover?"),
        help_text=_(
            "One a line, by name or by its two letters. Empty, if you name the end users: then it covers them alone."
        ),
    )
    consignee_name = line(
        _("Name of the consignee"),
        _("Only if one and the same consignee receives all goods."),
        most=most_of(CONSIGNEE, "name"),
    )
    consignee_address = area(_("Address of the consignee"), "", 3, most=most_of(CONSIGNEE, "address"))
    consignee_country = select(_("Country of the consignee"), countries)

    def in_words(self, name: str, value: Any) -> str:
        if name == "destinations":
            return ", ".join(map(country, value or []))
        return super().in_words(name, value)


class EndUserForm(LineForm):
    members = ("name", "address", "country", "kind")
    name = line(
        _("Name of the end user"), _("Who will use the items in the end."), most=most_of(END_USER, "name")
    )
    address = area(_("Address of the end user"), "", 3, most=most_of(END_USER, "address"))
    country = select(_("Country of the end user"), countries)
    kind = select(_("Kind of end user"), lambda: labels.choices("end_user_kinds"))


class ThirdPartyForm(LineForm):
    members = ("name", "address", "country", "kind")
    name = line(
        _("Name"),
        _("A broker, a forwarder, a bank: whoever has a part in it."),
        most=most_of(THIRD_PARTY, "name"),
    )
    address = area(_("Address"), "", 3, most=most_of(THIRD_PARTY, "address"))
    country = select(_("Country"), countries)
    kind = select(_("Kind"), lambda: labels.choices("end_user_kinds"))


class NoForm(PartForm):
    """A list without anything that all its lines share."""


class EndUseForm(PartForm):
    """What for, and what confirms it. The statement is a file of the draft, or waived with a reason."""

    pointers = {
        "end_use": "/end_use",
        "waived": "/end_use_statement/waived",
        "document": "/end_use_statement/document",
        "reason": "/end_use_statement/reason",
    }
    end_use = area(
        _("What will the end user do with the items?"),
        _("As the end user told you, and what you know."),
        6,
        most=most_of(BODY, "end_use"),
    )
    waived = forms.TypedChoiceField(
        label=_("Do you have an end-use statement?"),
        help_text=_(
            "The end user signs what it will do with the items and that it passes them on to nobody."
        ),
        required=False,
        choices=[
            ("False", _("Yes: a document of this request, or signed online")),
            ("True", _("No: I ask the authority to waive it")),
        ],
        coerce=lambda text: text == "True",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    document = select(_("Which document is it?"), list)
    reason = area(
        _("Why without one?"),
        _("The authority decides whether it waives the statement (Article 12(4))."),
        4,
        most=most_of(BODY, "end_use_statement/reason"),
    )
    reveals = {"waived": {"False": ["document"], "True": ["reason"]}}

    def __init__(self, *args: Any, draft: Draft | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if draft is None:
            return  # to compare two bodies, neither of which is written in
        files = [(str(each.pk), each.file.name) for each in draft.attachments.select_related("file")]
        files += [(str(each.pk), each.name) for each in draft.sent_files]
        field = self.fields["document"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *files]
        if not files:
            field.help_text = _(
                "Add it under Documents first, as an end-use statement: it is then chosen here."
            )

    def in_words(self, name: str, value: Any) -> str:
        """A file by its name, also one of an earlier version."""
        text = super().in_words(name, value)
        return file_name(value) if name == "document" and value and text == value else text


def _states() -> list[tuple[str, str]]:
    return sorted(((code, country(code)) for code in member_states()), key=lambda each: each[1])


class BoxesForm(PartForm):
    """What the boxes of the form in Annex III ask besides."""

    pointers = {
        name: f"/{name}"
        for name in (
            "enquiry",
            "valid_for_months",
            "procedure",
            "location",
            "more_locations",
            "export_state",
            "contract_on",
            "agent",
        )
    }
    enquiry = forms.TypedChoiceField(
        label=_("What do you ask for?"),
        help_text=_(
            "An enquiry asks whether the export would be authorised, before you bind yourself. Its answer is no"
            " authorisation."
        ),
        required=False,
        choices=[
            ("False", _("An authorisation")),
            ("True", _("An answer beforehand: an enquiry")),
        ],
        coerce=lambda text: text == "True",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    valid_for_months = WholeNumberField(
        label=_("For how many months do you need it?"),
        help_text=_("Two years are usual (Article 12(3)). The authority may decide otherwise."),
        required=False,
        min_value=1,
        max_value=MOST_MONTHS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
    )
    procedure = select(
        _("Customs procedure"), lambda: [(code, str(text)) for code, text in PROCEDURE_LABELS.items()]
    )
    location = select(_("In which Member State are the items, or will they be?"), _states)
    more_locations = CountriesField(
        label=_("In which other Member States are some of them, or will they be?"),
        help_text=_("One a line, by name or by its two letters. Usually empty."),
        rows=3,
    )
    export_state = select(_("In which Member State will you declare the export?"), _states)
    contract_on = DateField(label=_("Date of the contract"), required=False)
    agent = area(
        _("Agent or representative"),
        _("Name, address and EORI, if somebody declares or acts for you."),
        3,
        most=most_of(BODY, "agent"),
    )

    def in_words(self, name: str, value: Any) -> str:
        if name == "more_locations":
            return ", ".join(map(country, value or []))
        return super().in_words(name, value)


class ProjectForm(PartForm):
    """Which project a large project authorisation is for, and in which form (Article 2(14))."""

    pointers = {"name": "/project/name", "form": "/form", "why_longer": "/project/why_longer"}
    name = line(
        _("What is the project called?"),
        _("As the contract calls it, with the site if it has one."),
        most=most_of(PROJECT, "name"),
    )
    form = forms.ChoiceField(
        label=_("Which form shall the authorisation have?"),
        required=False,
        choices=lambda: [*FORM_LABELS.items()],
        widget=forms.RadioSelect,
    )
    why_longer = area(
        _("If you need it for more than four years: why does the project take so long?"),
        _("Longer than four years only where the duration of the project justifies it (Article 12(3))."),
        4,
        most=most_of(PROJECT, "why_longer"),
    )


class IcpForm(PartForm):
    """The internal compliance programme of whoever uses a global authorisation (Articles 2(21) and 12(4))."""

    pointers = {
        name: f"/icp/{name}" for name in ("version", "adopted_on", "reviewed_on", "unnecessary_because")
    }
    version = line(_("Version of your programme"), _("As it stands on its first page."), 60, "20")
    adopted_on = DateField(label=_("Adopted on"), required=False)
    reviewed_on = DateField(label=_("Last reviewed on"), required=False)
    unnecessary_because = area(
        _("Or: why should the authority find one unnecessary?"),
        _("It decides by what it has weighed in this case (Article 12(4))."),
        4,
        most=most_of(BODIES[Kind.GLOBAL], "icp/unnecessary_because"),
    )
