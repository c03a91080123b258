"""Signing in and choosing a password, in the words of the house: allauth's own are informal in German."""

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from exportctl.core.rules.mailboxes import mailbox_of

EMAIL, NEW, AGAIN = _("E-mail address"), _("New password"), _("The new password again")


class InOurWords:
    """Labels of the house; what a field is for stands over it, not inside it."""

    words: dict[str, Any] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.words.items():
            self.fields[name].label = words
            self.fields[name].widget.attrs.pop("placeholder", None)


class SameTwice(InOurWords):
    """Two fields for a new password that differ are said in our words, too."""

    words = {"password1": NEW, "password2": AGAIN}
    cleaned_data: dict[str, Any]

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]
        form: Any = self
        if form.cleaned_data.get("password1") and form.has_error("password2"):
            del form.errors["password2"]
            form.add_error("password2", _("Type the same password in both fields."))
        return cleaned


class SignInForm(InOurWords, allauth.LoginForm):
    words = {"login": EMAIL, "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "password"
        ].help_text = ""  # its link stands below the field, where one looks after it failed

    def clean_login(self) -> str:
        return mailbox_of(super().clean_login())


class ForgottenForm(InOurWords, allauth.ResetPasswordForm):
    words = {"email": EMAIL}

    def clean_email(self) -> str:
        self.cleaned_data["email"] = mailbox_of(self.cleaned_data["email"])
        return str(super().clean_email())


class NewPasswordForm(SameTwice, allauth.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(SameTwice, allauth.ChangePasswordForm):
    words = {"oldpassword": _("Present password"), **SameTwice.words}
