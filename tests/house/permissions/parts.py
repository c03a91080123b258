"""The tables of every desk. A desk's module may hold, besides its TABLE:

`FORMS`, `BODIES`, `QUERIES` by route (what a call sends), `furnish(world)` (what it needs to be there, put into
`world.names`), and `makes(world)` (name → function that makes what one call needs for itself).
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from tests.house.permissions import pages, public, rest
from tests.house.permissions.world import World, make_world

PARTS = [
    public,
    pages,
    rest,
    *(
        import_module(f"tests.house.permissions.desks.{path.stem}")
        for path in sorted((Path(__file__).parent / "desks").glob("[a-z]*.py"))
    ),
]


def of_routes(name: str) -> dict[str, Any]:
    """The tables called `name` of all parts as one."""
    return {route: given for part in PARTS for route, given in getattr(part, name, {}).items()}


def make_furnished_world() -> World:
    """Thirteen people and a case in every stage, with what each desk's table needs besides."""
    world = make_world()
    for part in PARTS:
        if hasattr(part, "furnish"):
            part.furnish(world)
    return world
