"""What a run need not do again and again. Nothing that a test can see depends on it.

Python's collector of cycles looks at less, less often: at what tests make, not at the whole product each time. A tenth
of a run's time. Statements are held for many hours, as tests go back and forth between them: another tenth.
"""

import gc

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    from exportctl.core.queries import statements  # models are there once Django is set up

    statements.HOURS_HELD, statements.MOST_HELD = 40, 1_000
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
