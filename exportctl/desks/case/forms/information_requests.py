"""A question to the exporter, what the exporter may do about it, and the officer's word on more time."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.formatting import long_day
from exportctl.core.forms.fields import DateField, TextField
from exportctl.core.shapes import most_of
from exportctl.desks.case.forms.documents import FilesField
from licensing.rules.information_requests import MOST_REASON
from licensing.rules.shapes import ANSWER_TO_QUESTION, QUESTION

WHOLE, PART, TIME = "whole", "part", "time"
WISHED, GRANT, DECLINE = "wished", "grant", "decline"


class QuestionForm(forms.Form):
    question = TextField(
        label=_("What do you want to know?"),
        help_text=_("One subject a question. The exporter reads it as you write it."),
        max_length=most_of(QUESTION, "question"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    wants_correction = forms.BooleanField(
        label=_("The exporter is to correct what was sent"),
        help_text=_("Say above what is wrong. Sending the corrected version answers the question."),
        required=False,
    )
    is_hearing = forms.BooleanField(
        label=_("This is the hearing before a refusal or another decision that burdens the exporter"),
        help_text=_(
            "Say which decision is intended, and why. Should the exporter withdraw then, the other states are told that"
            " the export is not to be authorised, with these words as the ground (Article 16(1)): do not name it."
        ),
        required=False,
    )
    due_on = DateField(label=_("Answer by"), help_text=_("The decision clock stands still until the answer."))


class ChoosingForm(forms.Form):
    """A form whose fields belong to a choice: what the chosen one needs is required, the rest is not read."""

    needs: dict[str, dict[str, Any]] = {}  # choice → field → what to say where it is empty
    chooser = ""
    default = ""

    def choice(self) -> str:
        return self.cleaned_data.get(self.chooser) or self.default

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, message in self.needs.get(self.choice(), {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)
        return cleaned


class AnswerForm(ChoosingForm):
    """Answer, answer in part, or ask for more time. Without a choice what was sent is the answer."""

    kind = forms.ChoiceField(
        label=_("What do you want to do?"),
        choices=[
            (WHOLE, _("Answer the question")),
            (PART, _("Answer a part of it now")),
            (TIME, _("Ask for more time")),
        ],
        required=False,
        initial=WHOLE,
        widget=forms.RadioSelect,
    )
    answer = TextField(
        label=_("Your answer"),
        max_length=most_of(ANSWER_TO_QUESTION, "answer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    part = TextField(
        label=_("What you can say now"),
        max_length=most_of(ANSWER_TO_QUESTION, "answer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    missing = TextField(
        label=_("What is still to come"),
        help_text=_("Say from whom you expect it, and when."),
        max_length=MOST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = DateField(label=_("The day you need"), required=False)
    reason = TextField(
        label=_("Why you need it"),
        max_length=MOST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    files = FilesField()  # type: ignore[assignment]  # a field, not what was uploaded

    chooser, default = "kind", WHOLE
    optional = ("files",)
    reveals = {"kind": {WHOLE: ["answer"], PART: ["part", "missing"], TIME: ["due_on", "reason"]}}
    hints = {
        "kind": {
            WHOLE: _("It closes the question. With the last open one the decision clock goes on."),
            PART: _("The question stays open and the clock stands still until the rest is here."),
            TIME: _("The authority says yes or no. Until then the present day stands."),
        }
    }
    needs = {
        WHOLE: {"answer": _("Write your answer.")},
        PART: {
            "part": _("Write what you can say now."),
            "missing": _("Say what is still to come."),
        },
        TIME: {"due_on": _("Name the day you need."), "reason": _("Say why you need more time.")},
    }


class RespiteForm(ChoosingForm):
    """The officer's word on more time; until the day `wished`, where it has not passed, with one tick."""

    decision = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[(GRANT, _("Give more time")), (DECLINE, _("Leave the day as it is"))],
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _(
                "The day that was asked for has passed. Give another day, or leave it as it is."
            )
        },
    )
    due_on = DateField(label=_("New day"), required=False)
    word = TextField(
        label=_("Why not"),
        help_text=_("The exporter reads it."),
        max_length=MOST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    chooser = "decision"
    reveals = {"decision": {GRANT: ["due_on"], DECLINE: ["word"]}}
    needs = {
        GRANT: {"due_on": _("Name the new day.")},
        DECLINE: {"word": _("Say why the day stays as it is.")},
    }

    def __init__(self, *args: Any, wished: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wished = wished
        if wished:
            until = _("Give until %(day)s, as the exporter asks") % {"day": long_day(wished)}
            field: Any = self.fields["decision"]
            field.choices = [
                (WISHED, until),
                (GRANT, _("Give another day")),
                (DECLINE, _("Leave the day as it is")),
            ]

    def given_day(self) -> date:
        return self.wished if self.wished and self.choice() == WISHED else self.cleaned_data["due_on"]


class WithdrawQuestionForm(forms.Form):
    because = TextField(
        label=_("Why is it no longer needed?"),
        help_text=_("The exporter reads it."),
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
