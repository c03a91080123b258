"""One field for whatever is at hand: a number, the address in a code, or all of the code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exportctl.core.forms.fields import TextField

LONGEST = 2000


class CodeForm(forms.Form):
    code = TextField(
        label=_("Number, or the code on the paper"),
        help_text=_(
            "Type the number of box 2 or the MRN of a declaration that your office wrote off or kept back; or scan the"
            " code with your telephone and paste what it reads."
        ),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={
                "class": "mono",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "enterkeyhint": "search",
            }
        ),
    )
