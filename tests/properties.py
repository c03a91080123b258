"""Hypothesis for this suite: a busy machine is no failure, so nothing here measures time."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

__all__ = ["example", "given", "st"]
