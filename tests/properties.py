"""Hypothesis for this suite: a busy machine is no failure, so nothing here measures time.

The same cases are drawn on every machine and every day, so that a run that passed passes again; a thorough
run draws others each time.
"""

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.thorough import THOROUGH

settings.register_profile(
    "patient",
    deadline=None,
    derandomize=not THOROUGH,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")

__all__ = ["assume", "example", "given", "st"]
