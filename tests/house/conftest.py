from collections.abc import Iterator
from typing import Any

import pytest

from exportctl.local.cluster import Cluster
from tests.database import pointed_at
from tests.house.permissions.parts import PARTS
from tests.house.permissions.world import World, make_world


@pytest.fixture(scope="module")
def world(cluster: Cluster, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Thirteen people and a case in every stage, committed, in a database for this module alone."""
    with cluster.cloned() as clone, django_db_blocker.unblock(), pointed_at(clone):
        world = make_world()
        for part in PARTS:
            if hasattr(part, "furnish"):
                part.furnish(world)
        yield world
