"""What an authority's letters carry, as one of its officers proposes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import DateField, TextField, WholeNumberField
from licensing.rules.letter_services import MOST_DAYS
from licensing.rules.letterheads import PORTAL_RULES, SLIP_RULES, SUSPENDS


def _words(label: Any, most: int, hint: Any = "") -> TextField:
    return TextField(label=label, help_text=hint, required=False, max_length=most)


def _rule(label: Any, rules: dict[str, Any]) -> forms.ChoiceField:
    """A way without a rule serves nothing."""
    choices = [("", _("Not at all")), *rules.items()]
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _days(label: Any) -> WholeNumberField:
    return WholeNumberField(
        label=label,
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
    )


class LetterheadForm(forms.Form):
    """Everything may stay empty but the reason; a remedy needs its confirmation, which the action asks for."""

    office = _words(_("Office that signs"), 200)
    capacity = _words(
        _("Capacity of who signs"),
        200,
        _("A function, for example head of unit. No officer's name or account."),
    )
    address = TextField(
        label=_("Address"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    contact = _words(_("Telephone or address for mails"), 300)
    remedy_body = _words(
        _("Remedy: with whom"),
        200,
        _(
            "The court, board or office, by its own name. Empty: the letter says that the remedy is told separately."
        ),
    )
    remedy_period = _words(_("Remedy: period"), 200, _("In words, as the law counts it from service."))
    remedy_how = _words(_("Remedy: how it is lodged"), 500)
    remedy_law = _words(_("Remedy: provision"), 200)
    remedy_suspends = forms.ChoiceField(
        label=_("Does a remedy suspend the effect of a decision?"),
        help_text=_(
            "By the law of your state. Letters say it, and a remedy that is recorded starts from it."
        ),
        choices=[("", _("Not stored")), *SUSPENDS.items()],
        required=False,
    )
    confirmed_by = _words(
        _("Remedy confirmed by"), 200, _("The unit that answers for it, for example the legal unit.")
    )
    confirmed_on = DateField(label=_("Remedy confirmed on"), required=False)
    portal_rule = _rule(_("Served in the portal"), PORTAL_RULES)
    portal_days = _days(_("Portal: days after it was sent"))
    post_rule = _rule(_("Served by registered post"), SLIP_RULES)
    post_days = _days(_("Registered post: days after it was sent"))
    abroad_rule = _rule(_("Served abroad"), SLIP_RULES)
    abroad_days = _days(_("Abroad: days after it was sent"))
    moves_to_working_day = forms.BooleanField(
        label=_("A day that is no working day becomes the next one"), required=False
    )
    service_law = _words(
        _("Service: provision"),
        200,
        _("That says when a letter counts as served. Handed over, it is served on the day of the record."),
    )
    provision_human_rights = _words(
        _("National provision for decisions on human rights"),
        300,
        _("Only where national law makes law of it. It is printed on every such letter."),
    )
    provision_eu_list = _words(_("National provision for decisions on the EU-wide list"), 300)
    reason = TextField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
