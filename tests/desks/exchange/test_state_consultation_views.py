"""The desk of the other states' questions opens where something is."""

import pytest

from exportctl.desks.exchange.queries.state_consultations import View, first_view


@pytest.mark.parametrize(
    ("counts", "opens"), [((2, 1, 1), "waiting"), ((0, 0, 1), "ours"), ((0, 0, 0), "waiting")]
)
def test_it_opens_on_the_first_view_that_is_not_empty(counts, opens):
    keys = ("waiting", "over", "ours")

    assert first_view([View(key, key, count) for key, count in zip(keys, counts, strict=True)]) == opens
