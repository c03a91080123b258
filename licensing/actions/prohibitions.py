"""What the stored law forbids: asked when a grant is proposed or approved, and when something is written off."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from exportctl.core.notices import zone_of
from exportctl.core.shapes import error
from licensing.errors import Prohibited
from licensing.models import Authorisation, AuthorisationLine, AuthorisationRequest
from licensing.queries.measures import answer_for, answer_for_general, permitted
from licensing.queries.prohibitions import why_prohibited
from licensing.rules.measures import Answer
from licensing.rules.requests import GRANTS
from licensing.rules.shapes import JsonObject


def require_not_prohibited(
    *, request: AuthorisationRequest, outcome: str, terms: JsonObject, at: datetime
) -> None:
    """A grant under a prohibition names what lifts it, with what was found; what it leaves out is not asked about.

    Raises Prohibited, with pointers.
    """
    if outcome not in GRANTS:
        return
    limits = [limit["line"] for limit in terms.get("lines") or []]
    lines = [line for line in request.lines if not limits or line.number in limits]
    found = answer_for(request, lines=lines, countries=terms.get("destinations") or None, at=at)
    if not found.is_prohibited:
        return
    named = terms.get("measure") or {}
    if not named.get("number"):
        raise _prohibited(found, "/outcome", why_prohibited(found))
    if not found.lifted_by(str(named["number"])):
        text = _("%(number)s lifts no prohibition that stands against this export. %(why)s")
        words = {"number": named["number"], "why": why_prohibited(found)}
        raise _prohibited(found, "/measure/number", text % words)
    if not named.get("finding"):
        text = _("Write what you found: why the exemption or derogation applies here.")
        raise _prohibited(found, "/measure/finding", text)


def require_declarable(
    *,
    authorisation: Authorisation,
    line: AuthorisationLine,
    day: date,
    day_pointer: str = "/accepted_on",
    destination: str = "",
) -> None:
    """On the day of acceptance no prohibition stood against the line, or it was lifted. Raises Prohibited.

    A general authorisation names no country of its own: that of the declaration is asked for.
    """
    last_moment = _end_of(day, authorisation)
    if not authorisation.is_general:
        countries = authorisation.destinations
        found = answer_for(authorisation.case, lines=[line], countries=countries, at=last_moment)
    elif destination:
        found = answer_for_general(authorisation, destination=destination, at=last_moment)
    else:
        return
    if found.is_prohibited and not permitted(authorisation, found):
        raise _prohibited(found, day_pointer, why_prohibited(found))


def _end_of(day: date, authorisation: Authorisation) -> datetime:
    """A rule that began within a day counts for that day."""
    zone = ZoneInfo(zone_of(authorisation.authority).key)
    return datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(microseconds=1)


def _prohibited(found: Answer, pointer: str, sentence: str) -> Prohibited:
    """With the numbers for machines: what forbids, and what would lift it."""
    extra: dict[str, Any] = {
        "prohibited_by": _numbers(found.prohibitions),
        "lifted_by": _numbers(found.lifting),
    }
    return Prohibited(sentence, errors=[error(pointer, sentence)], **extra)


def _numbers(rules: Iterable[Any] | Sequence[Any]) -> list[str]:
    return [rule.number for rule in rules]
