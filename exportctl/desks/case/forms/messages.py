"""Messages between exporter and authority, and the officers' own notes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField
from exportctl.core.models import User
from exportctl.desks.case.forms.documents import FilesField


class MessageForm(forms.Form):
    text = TextField(label=_("Your message"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))
    files = FilesField()  # type: ignore[assignment]  # a field, not what was uploaded

    optional = ("files",)


class ThreadForm(MessageForm):
    subject = TextField(label=_("Subject"), max_length=200)

    field_order = ("subject", "text", "files")


class NoteForm(forms.Form):
    """A note; colleagues are ticked, or called in the text by `@` and their name."""

    text = TextField(
        label=_("Your note"),
        help_text=_(
            "Officers of your authority read it, the exporter never. Call a colleague with @ and the name."
        ),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mentions = forms.MultipleChoiceField(
        label=_("Tell these colleagues"), required=False, widget=forms.CheckboxSelectMultiple
    )

    optional = ("mentions",)

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = list(colleagues)
        if not self.colleagues:
            del self.fields["mentions"]
            return
        mentions: Any = self.fields["mentions"]
        mentions.choices = [(str(person.pk), str(person)) for person in self.colleagues]

    def mentioned(self) -> set[Any]:
        """Who was ticked, and whose name stands in the text after an @."""
        ticked = set(self.cleaned_data.get("mentions") or [])
        text = self.cleaned_data["text"].casefold()
        called = {person.pk for person in self.colleagues if f"@{person}".casefold() in text}
        return called | {person.pk for person in self.colleagues if str(person.pk) in ticked}
