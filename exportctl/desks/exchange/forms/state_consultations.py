"""What is asked of the officer who answers another state, takes more time, or asks by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from exportctl.core.rules.codes import reference
from exportctl.core.shapes import most_of
from exportctl.desks.exchange.forms.states import CHOOSE, other_states
from licensing.rules.state_consultations import ANSWER, ANSWERED_BY, CASE_BACK, MORE_TIME, QUESTION, Article

YES, NO = "yes", "no"
CHOICES = {
    Article.LOCATION: [(YES, _("We object")), (NO, _("We do not object"))],
    Article.INTERESTS: [(YES, _("Yes, we do what it asks")), (NO, _("No, we do not do what it asks"))],
    Article.UNDERCUTTING: [(YES, _("Essentially identical")), (NO, _("Not essentially identical"))],
}
LABELS = {
    Article.LOCATION: _("Do you object?"),
    Article.INTERESTS: _("Do you do what that state asks?"),
    Article.UNDERCUTTING: _("Is it the same transaction as the one you denied?"),
}


class AnswerForm(forms.Form):
    """Yes or no by the article of the question, and why."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)
    grounds = TextField(
        label=_("Why (optional)"),
        help_text=_("The officers of the state that asks read it."),
        required=False,
        max_length=most_of(ANSWER, "grounds"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    pointers = {"answer": "/objects"}

    def __init__(self, *args: Any, article: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = ANSWERED_BY[Article(article)]
        field: Any = self.fields["answer"]
        field.label, field.choices = LABELS[Article(article)], CHOICES[Article(article)]

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        return {
            self.member: self.cleaned_data["answer"] == YES,
            "grounds": self.cleaned_data["grounds"],
        }


class MoreTimeForm(forms.Form):
    reason = TextField(
        label=_("What is exceptional about it"),
        help_text=_("The officers of the state that asks read it."),
        max_length=most_of(MORE_TIME, "reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CaseForm(forms.Form):
    """Which case of its own the state that is asked finds the message to be about."""

    reference = TextField(
        label=_("Number of your case"),
        help_text=_("Such as DE-2026-00042. The state that asks does not learn it."),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "mono govuk-input--width-20"}),
    )

    def clean_reference(self) -> str:
        return reference(self.cleaned_data["reference"])


class CaseBackForm(forms.Form):
    """Why a case that was named is not the one."""

    reason = TextField(
        label=_("Why the message is not about this case"),
        help_text=_(
            "It is kept with the question. The state that asks learns that you took a case back, not which."
        ),
        max_length=most_of(CASE_BACK, "reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class InterestsForm(forms.Form):
    """One message to another state (Article 14(2))."""

    state = forms.ChoiceField(label=_("Member State that may grant, or has granted"))
    item = TextField(
        label=_("Item"),
        help_text=_("As exactly as you know it: name, maker, model, entry."),
        max_length=most_of(QUESTION, "item"),
    )
    parties = TextField(
        label=_("Who is to receive it (optional)"), required=False, max_length=most_of(QUESTION, "parties")
    )
    question = TextField(
        label=_("What you ask, and which interest is at stake"),
        help_text=_("Not to grant; or to annul, suspend, modify or revoke what was granted."),
        max_length=most_of(QUESTION, "question"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, own_state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states: Any = self.fields["state"]
        states.choices = [CHOOSE, *other_states(own_state)]
