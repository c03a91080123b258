"""Hypothesis for this suite: a busy machine is no failure, so nothing here measures time.

The same cases are drawn on every machine and every day, so that a run that passed passes again;
`EXPORTCTL_NEW_CASES=1` draws others each time.
"""

import os

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

settings.register_profile(
    "patient",
    deadline=None,
    derandomize="EXPORTCTL_NEW_CASES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")

__all__ = ["assume", "example", "given", "st"]
