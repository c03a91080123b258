"""Python's collector of cycles looks at less, less often: at what tests make, not at the whole product each time.

A tenth of a run's time; nothing that a test can see depends on it.
"""

import gc

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
