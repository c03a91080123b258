"""Writing an entry's editorial text, and reading it as the second pair of eyes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from controllist.models import EntryText
from controllist.rules.texts import TextWords
from exportctl.core.forms.fields import TextField

LONGEST_EXAMPLE = 200


class LinesField(TextField):
    """One example a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if long := [line for line in lines if len(line) > LONGEST_EXAMPLE]:
            message = _("Shorten “%(start)s…”: an example has %(most)d characters at most.")
            raise forms.ValidationError(message % {"start": long[0][:30], "most": LONGEST_EXAMPLE})
        return lines


class TextForm(forms.Form):
    """A draft may lack anything; what the second reader gets has a title and a description."""

    title = TextField(label=_("Title"), max_length=200, required=False)
    description = TextField(
        label=_("Technical description"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Says the same as the listing decision, in words that people without the file understand."
        ),
    )
    covered = LinesField(label=_("Covered, for example"), required=False, help_text=_("One example a line."))
    not_covered = LinesField(
        label=_("Not covered, for example"), required=False, help_text=_("One example a line.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def words(self) -> TextWords:
        given = self.cleaned_data
        return TextWords(
            title=given["title"],
            description=given["description"].replace("\r\n", "\n"),
            covered=given["covered"],
            not_covered=given["not_covered"],
        )


class ReadForm(forms.Form):
    """The second reader's word; returning needs a comment."""

    comment = TextField(
        label=_("Comment for the writer"),
        help_text=_("Needed to return the text."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def shown(text: EntryText | None, fallback: EntryText | None) -> dict[str, Any]:
    """What the form starts from: the draft, else what is published."""
    source = text or fallback
    return {
        "title": source.title if source else "",
        "description": source.description if source else "",
        "covered": source.covered_lines if source else "",
        "not_covered": source.not_covered_lines if source else "",
        "revision": text.revision if text else 0,
    }
