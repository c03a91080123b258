"""`{{ code|country }}`, `{{ code|term:"units" }}`: codes as words."""

from collections.abc import Iterable

from django import template

from licensing import words

register = template.Library()


@register.filter
def country(code: object) -> str:
    return words.country(code)


@register.filter
def term(code: object, kind: str) -> str:
    return words.label(kind, code)


@register.filter
def terms(codes: Iterable[object], kind: str) -> str:
    return ", ".join(words.label(kind, code) for code in codes or [])
