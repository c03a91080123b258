"""How far the figures of a population set can be relied on: their year, and what they may be out by. Pure."""

from collections.abc import Mapping
from datetime import date

CERTAIN = frozenset({"official", "stored", "derived"})
EACH_OUT_BY = 20_000  # people: what a recalled or calibrated figure may be out by (docs/sources.md)


def is_outdated(*, starts_on: date, on: date) -> bool:
    """New figures count from each 1 January (Council Rules of Procedure, Article 11(6)): is the set older?"""
    return starts_on.year < on.year


def uncertainty(bases: Mapping[str, str]) -> int:
    """By how many people the sum of all states may be out, from the basis of each state's figure."""
    return EACH_OUT_BY * sum(basis not in CERTAIN for basis in bases.values())


def is_within_uncertainty(*, population: int | None, needed: int | None, uncertain_by: int) -> bool:
    """Would the figures' own uncertainty change whether enough people object?"""
    if population is None or needed is None:
        return False
    return abs(population - needed) < uncertain_by
