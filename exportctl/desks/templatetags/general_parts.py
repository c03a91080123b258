"""The parts of the section on authorisations: what was granted, and the general ones beside."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("look/tabs.html")
def holders_parts(here: str) -> dict[str, Any]:
    """For a company: everything it holds, and what it is registered for."""
    return _tabs(here, ("authorisations", _("Every authorisation")), _own())


@register.inclusion_tag("look/tabs.html")
def officers_parts(here: str) -> dict[str, Any]:
    """For an authority: everything it gave, who uses general ones, who may not, what its state lays down."""
    return _tabs(
        here,
        ("authorisations", _("Every authorisation")),
        ("general_registrants", _("Registrants")),
        ("general_bars", _("Bars")),
        ("general_editions", _("What our state lays down")),
        ("classification_questions", _("Classification questions")),
    )


def _own() -> tuple[str, str]:
    return "own_general_authorisations", _("General authorisations")


def _tabs(here: str, *pages: tuple[str, str]) -> dict[str, Any]:
    items = [
        {"label": label, "url": reverse(f"desks:{name}"), "current": name == here} for name, label in pages
    ]
    return {"items": items, "label": _("Authorisations")}
