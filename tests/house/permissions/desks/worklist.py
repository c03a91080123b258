"""The worklist's own addresses, and search."""

from typing import Any

from exportctl.core import clock
from licensing.actions.worklist_settings import save_view
from tests.factories import organisation

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    worklist/bulk
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST -                404 404 | 302 422 302 | 404 404 | 404 404 | 404 | log | 404 404
                    worklist/settings
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    worklist/views
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST -                404 404 | 302 302 302 | 404 404 | 404 404 | 404 | log | 404 404
                    worklist/views/<uuid:view_id>
    GET  view             404 404 | 200 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST view             404 404 | 302 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    worklist/export.<str:form>
    GET  csv              404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST csv              405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    search
    GET  -                200 200 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/peek
    GET  mine             404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
"""
FORMS: dict[str, dict[str, Any]] = {
    "worklist/bulk": {"act": "mine", "back": ""},
    "worklist/settings": {"density": "comfortable", "columns": ["clock", "who"], "back": ""},
    "worklist/views": {"name": "Gulf", "back": "destination=AE"},
    "worklist/views/<uuid:view_id>": {"name": "The Gulf", "is_shared": "on"},
}


def furnish(world: Any) -> None:
    """A view of the officer's own, and a case for the form."""
    FORMS["worklist/bulk"]["case"] = world.names["mine"]
    view = save_view(
        authority_id=organisation("authority", "DE").pk,
        name="Mine",
        query="view=mine",
        columns=[],
        is_shared=False,
        actor=world.people["officer"],
        at=clock.now(),
    )
    world.names |= {"view": view.pk, "csv": "csv"}
