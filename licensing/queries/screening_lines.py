"""Lines of a question as they were sent: those that can be asked about, and the answer to each that cannot."""

from collections.abc import Mapping, Sequence
from typing import Any

from exportctl.core.access import Reader
from exportctl.core.shapes import Errors, error
from licensing.queries.screenings import with_items
from licensing.rules.screenings import UNKNOWN_NUMBER, check_line

Result = dict[str, Any]


def readable_lines(
    sent: Sequence[Any], *, reader: Reader, numbers: Sequence[int] | None = None
) -> tuple[list[dict[str, Any]], dict[int, Errors]]:
    """The clean lines, filled from the reader's catalogue, and by its place what is wrong with each other one.

    `numbers` are those of the lines in their file, from 0, where they are a part of one: so the pointers call them.
    """
    numbers = range(len(sent)) if numbers is None else numbers
    clean, wrong = [], {}
    places = []
    for place, line in enumerate(sent):
        value, errors = check_line(line, numbers[place])
        if errors:
            wrong[place] = errors
        else:
            clean.append(value)
            places.append(place)
    return filled_lines(clean, places, wrong, reader=reader, numbers=numbers)


def filled_lines(
    clean: list[dict[str, Any]],
    places: Sequence[int],
    wrong: dict[int, Errors],
    *,
    reader: Reader,
    numbers: Sequence[int] | None = None,
) -> tuple[list[dict[str, Any]], dict[int, Errors]]:
    """The lines at these `places`, filled from the catalogue; a number that is in none is wrong as well."""
    lines, unknown = with_items(clean, reader=reader)
    for number, _item_number in unknown:
        place = places[number]
        named = numbers[place] if numbers else place
        wrong[place] = [error(f"/lines/{named}/item_number", UNKNOWN_NUMBER)]
    good = [line for place, line in zip(places, lines, strict=True) if place not in wrong]
    return good, wrong


def with_wrong(results: Sequence[Result], sent: Sequence[Any], wrong: Mapping[int, Errors]) -> list[Result]:
    """The answers, and at its place the verdict `error` of each line that could not be asked about."""
    answers = list(results)
    for place in sorted(wrong):
        answers.insert(place, unreadable(_id_of(sent[place]), wrong[place]))
    return answers


def unreadable(line_id: str | int, errors: Errors) -> Result:
    """The answer to a line that cannot be read."""
    return {
        "id": line_id,
        "verdict": "error",
        "entries": [],
        "legal_basis": None,
        "authorisation": None,
        "regime": None,
        "in_force": None,
        "errors": errors,
    }


def _id_of(line: Any) -> str | int:
    given = line.get("id") if isinstance(line, dict) else None
    return given if isinstance(given, str | int) and not isinstance(given, bool) else ""
