"""What an officer fills in about a case: the view of one question, a conflict of interest."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core.forms.fields import TextField
from exportctl.desks.case.presenters.assessments import Side
from notifications.models.assessments import VERDICT_LABELS
from notifications.rules.assessments import AS_EXPORTER, Verdict


class AssessmentForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Your assessment"),
        choices=[*VERDICT_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: red flag, no red flag, or still open.")},
    )
    reason = TextField(
        label=pgettext_lazy("assessment", "Reason"),
        help_text=_(
            "Needed for “red flag” and “no red flag”. Your colleagues read it; the exporter does not."
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    hints = {"verdict": {Verdict.OPEN.value: _("Not known yet: something has to be found out first.")}}


class AssessmentsForm(AssessmentForm):
    """One view of several questions, ticked in the table."""

    questions = forms.MultipleChoiceField(
        label=_("Which questions?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one question.")},
    )
    field_order = ("questions", "verdict", "reason")

    def __init__(self, *args: Any, sides: Iterable[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions: Any = self.fields["questions"]
        questions.choices = [
            (side.question.key, f"{side.question.number} · {side.question.label}") for side in sides
        ]
        verdict: Any = self.fields["verdict"]
        verdict.choices = [(AS_EXPORTER, _("As the exporter answered, each")), *VERDICT_LABELS.items()]


class ConflictForm(forms.Form):
    reason = TextField(
        label=_("Reason"),
        help_text=_("Your colleagues read it. You need not give one."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
