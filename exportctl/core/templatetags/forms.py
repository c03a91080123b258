"""What every form of ours sends besides its fields."""

from uuid import uuid4

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


class _Numbered(CsrfTokenNode):
    def render(self, context: Context) -> SafeString:
        token = super().render(context)
        if not token:
            return SafeString("")
        return format_html('{}<input type="hidden" name="form_number" value="{}">', token, uuid4().hex)


@register.tag("csrf_token")
def csrf_token(_parser: Parser, _token: Token) -> _Numbered:
    """The token against forgery and a number of the form's own: pressed twice, it is done once (`core/twins.py`)."""
    return _Numbered()
