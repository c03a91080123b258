"""What a notification lacks before it can be sent, what is worth a second look: by the field's pointer."""

from datetime import date

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import Errors, error
from licensing.rules.shapes import JsonObject, notification
from notifications.rules.red_flags import question_keys


def gaps(body: JsonObject, *, version: str) -> Errors:
    """Every missing answer. The red flags ask more than presence: a *yes* needs evidence."""
    keys = question_keys(version)
    shape = notification(keys)
    plain = {name: each for name, each in shape.members.items() if name != "red_flags"}
    errors = [gap for name, each in plain.items() for gap in each.gaps(body.get(name), f"/{name}")]
    answers = body.get("red_flags") or {}
    return errors + [gap for key in keys for gap in _flag_gaps(key, answers.get(key) or {})]


def warnings(body: JsonObject, *, on: date) -> Errors:
    """Warnings: values that are unusual, though the notification can be sent with them."""
    planned_on = body.get("planned_on")
    if planned_on and date.fromisoformat(planned_on) < on:
        return [error("/planned_on", _("The day planned for the export has passed. Is the date right?"))]
    return []


def _flag_gaps(key: str, answer: JsonObject) -> Errors:
    if not answer.get("answer"):
        return [error(f"/red_flags/{key}/answer", _("Answer this question; not knowing is an answer, too"))]
    if answer["answer"] == "yes" and not answer.get("evidence"):
        return [error(f"/red_flags/{key}/evidence", _("Say what you know about this, and from where"))]
    return []
