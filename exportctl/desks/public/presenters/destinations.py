"""Where decided exports were to go, as a picture: parts of the world, with a tile for every country that is named."""

from typing import Any

from exportctl.core.countries import country
from exportctl.desks.public.presenters.statistics import Row, Table
from licensing import labels as terms
from licensing.labels import region_of

DEGREES = 4  # of a tile's tint, the last for the highest figure


def world(table: Table) -> list[dict[str, Any]]:
    """The parts of the world with their countries, the most first; all other countries of a part are its last tile."""
    most = max((value for row in table.rows if isinstance(value := row.values[0], int)), default=0)
    parts: dict[str, list[dict[str, Any]]] = {code: [] for code in terms.regions()}
    for row in table.rows:
        if row.code not in parts:
            parts[region_of(row.code)].append(_tile(row, country(row.code), most))
    for row in table.rows:
        if row.code in parts and row.figures[0] != 0:
            parts[row.code].append(_tile(row, "", most))
    return [{"code": code, "name": terms.region(code), "tiles": tiles} for code, tiles in parts.items()]


def _tile(row: Row, name: str, most: int) -> dict[str, Any]:
    value = row.values[0]
    return {
        "code": row.code if name else "",
        "name": name,
        "figure": row.cells[0],
        "degree": -(-DEGREES * value // most) if isinstance(value, int) and most else 0,
    }
