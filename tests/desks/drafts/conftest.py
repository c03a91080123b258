"""Drafts of the catch-all stand on the clock of its own tests."""

from tests.notifications.conftest import product_clock

__all__ = ["product_clock"]
