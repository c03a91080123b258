from collections.abc import Iterator
from typing import Any

import pytest

from exportctl.local.cluster import Cluster
from tests.database import pointed_at
from tests.house.permissions.world import World


@pytest.fixture(scope="module")
def world(cluster: Cluster, furnished: tuple[str, World], django_db_blocker: Any) -> Iterator[World]:
    """Thirteen people and a case in every stage, committed, in a database for this module alone."""
    template, world = furnished
    with cluster.cloned(template) as clone, django_db_blocker.unblock(), pointed_at(clone):
        yield world
