"""National lists and customs codes: open to read; read from files by whoever keeps them, confirmed by a colleague."""

from typing import Any

from exportctl.core import clock
from tests.controllist.tables import propose_table
from tests.factories import DAY
from tests.house.permissions.world import World

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    national-lists
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    national-lists/<str:state>
    GET  list_state          200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST list_state          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    customs-codes
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    table-imports
    GET  -                404 404 | 200 200 200 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                404 404 | 422 422 422 | 404 404 | 422 422 | 404 | log | 404 404
                    table-imports/<uuid:import_id>
    GET  table_import          404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST table_import          404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/national-lists
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/customs-codes/<str:code>
    GET  goods_code          200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST goods_code          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/table-imports
    GET  -                403 403 | 200 200 200 | 403 403 | 200 200 | 403 | 401 | 401 401
    POST -                403 403 | 409 201 409 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/table-imports/<uuid:import_id>
    GET  table_import          404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST table_import          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/table-imports/<uuid:import_id>/approve
    GET  table_import          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST table_import          404 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/table-imports/<uuid:import_id>/discard
    GET  table_import          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST table_import          404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
"""

BODIES: dict[str, Any] = {
    "api/v1/table-imports": {
        "kind": "national_list",
        "legal_act": "OJ C, C/2026/1",
        "starts_on": "2026-01-01",
        "name": "own.csv",
        "csv": "code;text\n5A903;Other\n",
    }
}


def furnish(world: World) -> None:
    """A file that the officer has read, and a code to ask about."""
    at = clock.now() - DAY
    table = propose_table("national_list", b"code;text\n5A902;x\n", actor=world.people["officer"], at=at)
    world.names |= {"table_import": table.pk, "list_state": "DE", "goods_code": "85176200"}
