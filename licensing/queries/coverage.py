"""Is what a line declares covered by a general authorisation? Answered to the exporter's own key, and to customs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from controllist.rules.annex import is_annex_i
from controllist.rules.control_entries import Extent
from exportctl.core.formatting import long_day
from licensing.models import GeneralRegistration
from licensing.queries.decision_periods import today_of
from licensing.queries.general_editions import Offer, offers_of
from licensing.queries.screening_facts import Facts
from licensing.rules.authorisations import State
from licensing.rules.general_authorisations import Sense, spoken
from licensing.rules.general_terms import When
from licensing.rules.screenings import Verdict

ANNEX_I = "annex_i"
Results = Sequence[dict[str, Any]]


def with_coverage(
    results: Results, lines: Sequence[Mapping[str, Any]], facts: Mapping[int, Facts], *, at: datetime
) -> list[dict[str, Any]]:
    """The same answers; `covered` where a general authorisation that the declarant is registered for holds.

    What was granted to it went before (`with_papers`). Where no declarant is known, the answers stay as they are.
    """
    wanted = [
        place
        for place, known in facts.items()
        if known.is_registered and _may_be_covered(results[place], lines[place])
    ]
    answers = list(results)
    if wanted:
        registered = _registered({facts[place].exporter for place in wanted}, at)
        for place in wanted:
            answers[place] = _covered(results[place], lines[place], registered[facts[place].exporter], at)
    return answers


def _may_be_covered(result: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    """An item of Annex I with a destination, which nothing but Annex I asks an authorisation for."""
    return (
        result["verdict"] == Verdict.AUTHORISATION_REQUIRED.value
        and result["legal_basis"] == ANNEX_I
        and bool(line.get("destination"))
        and is_annex_i(_code(result, line))
    )


def _code(result: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    """What the declaration names, else what its authority classified the item under."""
    return line.get("control_entry") or next((entry["code"] for entry in result["entries"]), "")


def _registered(exporters: set[UUID], at: datetime) -> dict[UUID, list[tuple[GeneralRegistration, Offer]]]:
    """What they are registered for and not barred from, with what their state makes of it today."""
    rows = GeneralRegistration.objects.filter(
        exporter__in=exporters, authorisation__status=State.VALID.value
    ).with_facts()
    offers: dict[UUID, dict[str, Offer]] = {}
    found = defaultdict(list)
    for row in rows.order_by("code"):
        if row.authority_id not in offers:
            offers[row.authority_id] = offers_of(row.authority_id, on=today_of(row.authority, at=at))
        if offer := offers[row.authority_id].get(row.code):
            found[row.exporter_id].append((row, offer))
    return found


def _covered(
    result: dict[str, Any],
    line: Mapping[str, Any],
    registered: Sequence[tuple[GeneralRegistration, Offer]],
    at: datetime,
) -> dict[str, Any]:
    """The first that covers the whole entry and the destination; one that could and does not yet is named."""
    named, code, why = line.get("authorisation") or "", _code(result, line), list[str]()
    for row, offer in registered:
        if named and named not in (row.authorisation.reference, row.code, row.reference):
            continue
        rule = offer.rule
        if not rule.goes_to(line["destination"]) or rule.covers(code) is Extent.NO:
            continue
        if obstacle := _obstacle(row, offer, code, at):
            why.append(obstacle)
            continue
        return result | {
            "verdict": Verdict.COVERED.value,
            "authorisation": row.authorisation.reference,
            "why": _conditions(offer, code),
        }
    return result | {"why": " ".join([result["why"], *why])} if why else result


def _obstacle(row: GeneralRegistration, offer: Offer, code: str, at: datetime) -> str:
    """What a line can show and does not hold: the whole of the entry, and a first use that was notified in time."""
    words = {"code": row.code, "entry": code}
    if offer.rule.covers(code) is Extent.PART:
        return _("%(code)s covers a part of %(entry)s alone: declare the finer code.") % words
    notices = list(row.first_uses.all())
    if offer.terms.first_use is not When.BEFORE:
        return ""
    if not notices:
        return _("%(code)s covers it once its first use is notified in time.") % words
    if notices[-1].on > today_of(row.authority, at=at):
        return _("%(code)s covers it from %(day)s on, the day that was notified.") % {
            **words,
            "day": long_day(notices[-1].on),
        }
    return ""


def _conditions(offer: Offer, code: str) -> str:
    """That it covers, and every condition that no line can show: what has to be so, and what must not be."""
    needed = [spoken(note.texts) for note in offer.rule.notes_on(code)]
    needed += [spoken(each.texts) for each in offer.rule.conditions if each.sense is Sense.NEEDS]
    barring = [spoken(each.texts) for each in offer.rule.conditions if each.sense is Sense.BARS]
    sentence = _(
        "%(code)s covers it, if every condition holds that a line cannot show. The parties were not compared."
    )
    parts = [sentence % {"code": offer.code}]
    if needed:
        parts.append(_("This has to be so: %(conditions)s") % {"conditions": " ".join(needed)})
    if barring:
        parts.append(_("None of this may be so: %(conditions)s") % {"conditions": " ".join(barring)})
    return " ".join(parts)
