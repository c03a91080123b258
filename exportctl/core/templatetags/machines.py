"""Events and statuses of the machines as words: for histories and tables."""

from django import template

from exportctl.core import vocabulary

register = template.Library()


@register.filter
def deed(event: str) -> str:
    """What was done: "taken", "approved"; the code itself where a machine has no word for it."""
    return str(vocabulary.DONE.get(event, event.replace("_", " ")))


@register.filter
def machine_status(status: str) -> str:
    return str(vocabulary.STATUSES.get(status, status.replace("_", " "))) if status else "–"
