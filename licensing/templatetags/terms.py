"""`{{ code|term:"units" }}`: codes as words."""

from collections.abc import Iterable
from datetime import date

from django import template

from exportctl.core.formatting import long_day
from licensing import labels

register = template.Library()


@register.filter
def term(code: object, kind: str) -> str:
    return labels.label(kind, code)


@register.filter
def amount(quantity: object, unit: object) -> str:
    """`{{ body.quantity|amount:body.unit }}`"""
    return labels.amount(quantity, unit)


@register.filter
def terms(codes: Iterable[object], kind: str) -> str:
    return ", ".join(labels.label(kind, code) for code in codes or [])


@register.filter
def iso_day(text: object) -> str:
    """`2026-12-15`, as sent, in the words of the reader's language."""
    try:
        return long_day(date.fromisoformat(str(text)))
    except ValueError:
        return ""
