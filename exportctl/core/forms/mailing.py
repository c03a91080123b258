"""How messages reach a person, and to an officer which."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.rules.mailing import Cases, Choice


class MailForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("How do you want to hear of what concerns your organisations?"),
        choices=[
            (Choice.EACH.value, _("By e-mail, each message at once")),
            (Choice.DIGEST.value, _("By e-mail, once a day")),
            (Choice.LEGAL.value, _("By e-mail only where a deadline of law begins, moves or ends")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how messages reach you."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    cases = forms.ChoiceField(
        label=_("Which cases do you want to hear of?"),
        choices=[
            (
                Cases.MINE.value,
                _("My own cases, those of colleagues I stand in for, and those that nobody has"),
            ),
            (Cases.EVERY.value, _("Every case of my authority")),
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )

    @classmethod
    def words_of(cls, choice: str) -> Any:
        """A choice that was made, as the form says it."""
        field: Any = cls.base_fields["choice"]
        return dict(field.choices)[choice]

    def __init__(self, *args: Any, handles_cases: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not handles_cases:
            del self.fields["cases"]

    @property
    def hears_of_every_case(self) -> bool | None:
        """None where the question was not put or not answered: it stays as it is."""
        chosen = self.cleaned_data.get("cases")
        return chosen == Cases.EVERY if chosen else None

    hints: ClassVar[dict[str, dict[str, object]]] = {
        "choice": {
            Choice.DIGEST.value: _("One mail after seven in the morning, where your organisation is."),
            Choice.LEGAL.value: _("Everything else waits in your inbox."),
        }
    }
