"""What a notification lacks before it can be sent, what is worth a second look, what a copy takes over."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.folding import letters_and_digits
from exportctl.core.shapes import Errors, error
from licensing.rules.shapes import JsonObject, notification
from notifications.rules.red_flags import question_keys

# What a copy may take over. Never the doubt, the red flags and their evidence, the day of the export, the files:
# they are about one export at one moment; an old answer would be a declaration that nobody made
# (Regulation (EU) 2021/821, Article 5(2)).
COPYABLE: Mapping[str, tuple[str, ...]] = {
    "item": ("item",),
    "parties": ("destination", "end_user", "consignee"),
    "amount": ("quantity", "unit", "value", "currency"),
    "end_use": ("end_use",),
}

# What people write where an item has no model, by letters and digits, in the three languages of the pages.
NO_MODEL = frozenset(
    {
        *("na", "none", "no", "nomodel", "model", "standard", "tba", "tbd", "unknown", "various"),
        *("diverse", "entfällt", "kein", "keine", "keines", "modell", "ohne", "unbekannt"),
        *("aucun", "aucune", "divers", "inconnu", "inconnue", "modèle", "sansobjet"),
    }
)


def gaps(body: Mapping[str, Any], *, version: str) -> Errors:
    """Every missing answer by its pointer. The red flags ask more than presence: a *yes* needs evidence."""
    keys = question_keys(version)
    shape = notification(keys)
    plain = {name: each for name, each in shape.members.items() if name != "red_flags"}
    missing = [gap for name, each in plain.items() for gap in each.missing(body.get(name), f"/{name}")]
    answers = body.get("red_flags") or {}
    return missing + [gap for key in keys for gap in _flag_gaps(key, answers.get(key) or {})]


def warnings(body: JsonObject, *, on: date, due_on: date | None = None) -> Errors:
    """Warnings: values that are unusual, though the notification can be sent with them.

    `due_on`: the authority's last day to decide, were it sent today, where that is known.
    """
    found = []
    planned_on = date.fromisoformat(body["planned_on"]) if body.get("planned_on") else None
    if planned_on and planned_on < on:
        passed = _("The day planned for the export has passed. Is the date right?")
        found.append(error("/planned_on", passed))
    elif planned_on and due_on and planned_on < due_on:
        early = _(
            "The export is planned for a day before the authority’s period ends, were this sent today. Nothing may"
            " leave before its answer."
        )
        found.append(error("/planned_on", early))
    model = (body.get("item") or {}).get("model") or ""
    if letters_and_digits(model) in NO_MODEL:
        text = _(
            "“%(model)s” names no model: every other item of this maker that is called so would count as the same."
            " Write a version, an order number or what else tells it apart."
        )
        found.append(error("/item/model", text % {"model": model}))
    if body.get("value") and not body.get("currency"):  # none is assumed
        found.append(error("/currency", _("Enter the currency of the value")))
    return found


def lacks_evidence(given: Mapping[str, Any]) -> bool:
    """A yes says what is known, and from where."""
    return given.get("answer") == "yes" and not given.get("evidence")


def _flag_gaps(key: str, given: Mapping[str, Any]) -> Errors:
    if not given.get("answer"):
        return [error(f"/red_flags/{key}/answer", _("Answer this question; not knowing is an answer, too"))]
    if lacks_evidence(given):
        return [error(f"/red_flags/{key}/evidence", _("Say what you know about this, and from where"))]
    return []
