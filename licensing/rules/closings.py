"""How an authority ends a case without deciding it: on which ground, and what each ground has to name.

Such an end grants nothing and refuses nothing. It is no denial (Regulation (EU) 2021/821, Article 16(1)) and opens no
procedure; that the item needs no permit of this kind is information, for a general authorisation is one, too.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from exportctl.core.i18n import fill
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import reference
from exportctl.core.shapes import Choice, Code, Date, Errors, Object, Text, error
from licensing.rules.general_authorisations import general_authorisations
from licensing.rules.shapes import JsonObject


class Reason(StrEnum):
    NOT_COMPETENT = "not_competent"
    NOT_ADMISSIBLE = "not_admissible"
    NO_ANSWER = "no_answer"
    DUPLICATE = "duplicate"
    ANOTHER_LIST = "another_list"
    GENERAL_AUTHORISATION = "general_authorisation"


# What a ground names besides its explanation, and what is said where it is left out.
NEEDS: Mapping[Reason, tuple[str, object]] = {
    Reason.NOT_COMPETENT: ("passed_on_to", _("Say to whom the case is passed on.")),
    Reason.NO_ANSWER: ("warned_on", _("Give the day on which the exporter was warned.")),
    Reason.DUPLICATE: ("duplicate_of", _("Give the number of the case that goes on.")),
    Reason.ANOTHER_LIST: ("list", _("Say which list the item is on.")),
    Reason.GENERAL_AUTHORISATION: (
        "code",
        _("Give the code of the general authorisation, for example EU001."),
    ),
}
LABELS: Mapping[str, object] = {
    Reason.NOT_COMPETENT.value: _("Another authority is competent"),
    Reason.NOT_ADMISSIBLE.value: _("Not admissible"),
    Reason.NO_ANSWER.value: _("No answer after a warning"),
    Reason.DUPLICATE.value: _("Another case is about the same export"),
    Reason.ANOTHER_LIST.value: _("The item is on another list"),
    Reason.GENERAL_AUTHORISATION.value: _("Covered by a general authorisation (information, no permit)"),
}
# What follows for the exporter: in the letter and on the page.
MEANINGS: Mapping[str, object] = {
    Reason.NOT_COMPETENT: _("Ask there whether you may export. Until you have an answer, you must not."),
    Reason.NOT_ADMISSIBLE: _(
        "What was wrong can be put right: you may send a new notification or request. Until it is answered, the"
        " duties of the Regulation stand."
    ),
    Reason.NO_ANSWER: _(
        "You may send a new notification or request with what was missing. Until it is answered, the duties of"
        " the Regulation stand."
    ),
    Reason.DUPLICATE: _("The other case goes on and is decided; you lose nothing by this end."),
    Reason.ANOTHER_LIST: _(
        "The export of such an item is governed by other law. Ask the authority for that law before you export."
    ),
    Reason.GENERAL_AUTHORISATION: _(
        "This is information about the law, no permit and no decision. Whether every condition of the general"
        " authorisation is met remains for you to check, and its registration and reports are your duty."
    ),
}
MEMBERS = tuple(member for member, _gap in NEEDS.values())

CLOSING = Object(
    members={
        "because": Choice(options=tuple(Reason), gap=_("Choose why the case ends without a decision.")),
        "detail": Text(most=4000, lines=True, gap=_("Explain it to the exporter.")),
        "passed_on_to": Text(most=200, required=False),
        "warned_on": Date(required=False),
        "duplicate_of": Code(read=reference, written=r"[A-Za-z]{2}-[0-9]{4}-[0-9]{5}", required=False),
        "list": Text(most=200, required=False),
        "code": Text(most=40, required=False),
    }
)


def gaps(because: str, given: JsonObject) -> Errors:
    """What the ground lacks, and what belongs to another one, by pointer."""
    needed, message = NEEDS.get(Reason(because), ("", ""))
    lacking = [error(f"/{needed}", message)] if needed and not given.get(needed) else []
    surplus = [name for name in MEMBERS if name != needed and given.get(name)]
    return lacking + [
        error(f"/{name}", _("This belongs to another ground. Leave it out.")) for name in surplus
    ]


def mistakes(because: str, given: JsonObject, *, submitted_on: date, today: date) -> Errors:
    """What was given for the ground and cannot be so, by pointer."""
    warned_on = given.get("warned_on")
    if because == Reason.NO_ANSWER and warned_on and not submitted_on <= warned_on < today:
        text = _("The warning came after the case was sent and before today: give a day from %(first)s on.")
        return [error("/warned_on", fill(text, {"first": submitted_on.isoformat()}))]
    if because == Reason.GENERAL_AUTHORISATION and _is_no_union_code(str(given.get("code") or "")):
        known = {"codes": ", ".join(general_authorisations())}
        return [
            error("/code", fill(_("There is no such general authorisation of the Union: %(codes)s."), known))
        ]
    return []


def _is_no_union_code(code: str) -> bool:
    """National ones have codes of their own, which are not stored here."""
    return code.upper().startswith("EU") and code.upper() not in general_authorisations()


def named(because: str, given: Mapping[str, Any]) -> Any:
    """What the ground names besides its explanation; nothing where it names nothing."""
    member, _gap = NEEDS.get(Reason(because), ("", ""))
    return given.get(member) if member else None
