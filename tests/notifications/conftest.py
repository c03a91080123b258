"""The product's clock in a test's hand: what the law asks about instants is asked at instants."""

from datetime import datetime

import pytest

from exportctl.core import clock
from tests.factories import AT, DAY


class HeldClock:
    """Shows `at` until somebody sets it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def product_clock(monkeypatch: pytest.MonkeyPatch) -> HeldClock:
    """Five days after the cases of the factories begin: their procedures are open."""
    held = HeldClock(AT + 5 * DAY)
    monkeypatch.setattr(clock, "now", held)
    return held
