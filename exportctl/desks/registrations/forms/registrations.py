"""What a company says of itself, and what an officer writes about it. What is right is the rule's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import country
from exportctl.core.forms.fields import DateField, MailboxField, ShortField, TextField
from exportctl.core.shapes import most_of
from exportctl.desks.case.forms.documents import FilesField
from licensing.models.registrations import POWER_LABELS
from licensing.rules.exporters import EORI_WORDS, LONGEST_NAME
from licensing.rules.registrations import AGENT, BODY, CONTACT, ICP, MOST_LISTED, MOST_REASON, SITE
from licensing.rules.shapes import countries_outside, member_states

SPARE = 1  # empty rows behind those that are filled in


def _area(label: Any, hint: Any = "", *, rows: int = 3, most: int = 500, required: bool = False) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, help_text=hint, required=required, max_length=most, widget=widget)


def _states() -> list[tuple[str, str]]:
    return sorted(((code, country(code)) for code in member_states()), key=lambda each: each[1])


def _countries() -> list[tuple[str, str]]:
    return sorted(((code, country(code)) for code in countries_outside()), key=lambda each: each[1])


class CompanyForm(forms.Form):
    """Names, numbers, address, owner. Whoever declares nothing to customs may have an EORI all the same."""

    reveals = {"declares_goods": {"False": ["other_number"]}}

    legal_name = TextField(label=_("Registered name"), required=False, max_length=LONGEST_NAME)
    trade_name = TextField(
        label=_("Trade name"),
        help_text=_("The name people know it by, if it is another."),
        required=False,
        max_length=LONGEST_NAME,
    )
    declares_goods = forms.TypedChoiceField(
        label=_("Does the company declare goods to customs?"),
        help_text=_(
            "Brokers, providers of technical assistance and whoever only transmits technology need not."
        ),
        choices=[("True", _("Yes: it has an EORI")), ("False", _("No"))],
        coerce=lambda text: text == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    eori = ShortField(width=20, label=_("EORI"), max_length=most_of(BODY, "eori"), help_text=EORI_WORDS)
    other_number = ShortField(
        width=20,
        label=_("Other number"),
        max_length=most_of(BODY, "other_number"),
        help_text=_(
            "Without an EORI: the number under which your state knows the company, such as its register number."
        ),
    )
    address = _area(_("Address of the seat"), most=most_of(BODY, "address"))
    owner = _area(_("Owner"), _("Who owns or controls the company."), rows=2, most=most_of(BODY, "owner"))

    def body(self) -> dict[str, Any]:
        names = [name for name in CompanyForm.base_fields if name in self.cleaned_data]
        return {name: self.cleaned_data[name] for name in names}


class RegisterForm(CompanyForm):
    """The first time: where the company is established, and who speaks for it."""

    member_state = forms.ChoiceField(
        label=_("In which Member State is the company established?"),
        help_text=_(
            "Its authority there is yours (Article 12(2)). Established in none: choose the one where your items lie."
        ),
        choices=lambda: [("", "—"), *_states()],
        required=False,
    )
    established_in = forms.ChoiceField(
        label=_("Country of the seat, outside the Union"),
        help_text=_(
            "Only of a company that is established in no Member State. It asks for individual authorisations alone,"
            " each where the items lie."
        ),
        choices=lambda: [("", "—"), *_countries()],
        required=False,
    )
    name = TextField(label=_("Your name"), max_length=200)
    email = MailboxField(
        label=_("Your e-mail address"),
        help_text=_(
            "You get a message there and confirm what you entered. An account that exists is used on."
        ),
        max_length=254,
    )
    field_order = ("member_state", "established_in", *CompanyForm.base_fields, "name", "email")

    def body(self) -> dict[str, Any]:
        seat = {name: self.cleaned_data[name] for name in ("member_state", "established_in")}
        return {**super().body(), **seat}


class SiteForm(forms.Form):
    name = TextField(label=_("Name of the site"), required=False, max_length=most_of(SITE, "name"))
    address = _area(_("Address"), rows=2, most=most_of(SITE, "address"))


class ContactForm(forms.Form):
    name = TextField(label=_("Name"), required=False, max_length=most_of(CONTACT, "name"))
    role = TextField(label=_("Role"), required=False, max_length=most_of(CONTACT, "role"))
    email = TextField(label=_("E-mail address"), required=False, max_length=most_of(CONTACT, "email"))
    phone = ShortField(width=20, label=_("Telephone number"), max_length=most_of(CONTACT, "phone"))


class AgentForm(forms.Form):
    name = TextField(label=_("Name of the agent"), required=False, max_length=most_of(AGENT, "name"))
    email = TextField(label=_("E-mail address"), required=False, max_length=most_of(AGENT, "email"))
    covers = forms.MultipleChoiceField(
        label=_("What does the power of attorney cover?"),
        choices=[*POWER_LABELS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ends_on = DateField(label=_("Last day"), required=False)


class IcpForm(forms.Form):
    """The internal compliance programme (Article 2(21))."""

    version = ShortField(width=20, label=_("Version"), max_length=most_of(ICP, "version"))
    adopted_on = DateField(label=_("Adopted on"), required=False)
    reviewed_on = DateField(label=_("Last reviewed on"), required=False)


def _rows(form: type[forms.Form]) -> type[BaseFormSet]:
    return formset_factory(form, extra=SPARE, max_num=MOST_LISTED, absolute_max=MOST_LISTED)


FORMSETS: Mapping[str, type[BaseFormSet]] = {
    "sites": _rows(SiteForm),
    "contacts": _rows(ContactForm),
    "agents": _rows(AgentForm),
}


class RecordForms:
    """Everything a company says of itself, on one page: the record, its compliance programme, three lists."""

    def __init__(self, data: Any = None, *, body: Mapping[str, Any]) -> None:
        self.company = CompanyForm(data, initial=dict(body))
        self.icp = IcpForm(data, prefix="icp", initial=dict(body.get("icp") or {}))
        self.lists = {
            name: formset(data, prefix=name, initial=list(body.get(name) or []))
            for name, formset in FORMSETS.items()
        }

    def is_valid(self) -> bool:
        forms_and_lists: list[Any] = [self.company, self.icp, *self.lists.values()]
        return all(each.is_valid() for each in forms_and_lists)

    def body(self) -> dict[str, Any]:
        icp = _given(self.icp.cleaned_data)
        lists = {name: [_given(row.cleaned_data) for row in rows] for name, rows in self.lists.items()}
        return {
            **self.company.body(),
            **{name: [row for row in rows if row] for name, rows in lists.items()},
            **({"icp": icp} if icp else {}),
        }


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, days as JSON has them."""
    filled = {name: value for name, value in values.items() if value not in (None, "", [])}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in filled.items()
    }


class ReasonForm(forms.Form):
    reason = _area(
        _("Why does the record change?"),
        _("Needed where name, number, address or owner change: an officer approves that."),
        most=MOST_REASON,
    )
    papers = FilesField(
        label=_("Papers"),
        help_text=_("Up to five: an extract of the register, a power of attorney, the compliance programme."),
    )


class AnswerForm(forms.Form):
    answer = _area(_("Your answer"), rows=5, most=MOST_REASON)
    papers = FilesField(label=_("Papers"), help_text=_("Up to five files."))


class PapersForm(forms.Form):
    papers = FilesField(label=_("Papers"), help_text=_("Up to five files."))


class QuestionForm(forms.Form):
    question = _area(_("What do you need to know?"), _("The company reads it."), rows=5, most=MOST_REASON)


class VerifyForm(forms.Form):
    how = _area(
        _("Where did you see that the number exists and is this company’s?"),
        _("For example: the Commission’s EORI page, today. The format alone proves nothing."),
        most=500,
    )


class RefusalForm(forms.Form):
    reason = _area(_("Reason"), _("The company reads it."), rows=5, most=MOST_REASON)
