"""The public statistics and the list's feed are everybody's; inbox and mail are each person's own."""

from exportctl.core import clock
from exportctl.core.actions.notices import owe_notice
from exportctl.core.models import Notice
from tests.factories import organisation
from tests.house.permissions.world import World

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    statistics.csv
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    statistics.json
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    list/changes.atom
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    list/changes/compare
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405

                    inbox/mute
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST -                404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    inbox/<uuid:notice_id>/read
    GET  notice           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST notice           404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    account/mail
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | log | 200 200
    POST -                302 302 | 302 302 302 | 302 302 | 302 302 | 302 | log | 302 302
                    session
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST -                204 204 | 204 204 204 | 204 204 | 204 204 | 204 | log | 204 204
                    form-not-sent
    GET  -                302 302 | 302 302 302 | 302 302 | 302 302 | 302 | log | 302 302
    POST -                302 302 | 302 302 302 | 302 302 | 302 302 | 302 | log | 302 302
"""

FORMS = {
    "inbox/mute": {"reference": "DE-2026-09999"},
    "account/mail": {"choice": "digest"},
}


def furnish(world: World) -> None:
    """A message to the German authority about a case of its own."""
    owe_notice(
        kind="proposal_waiting",
        organisations=[organisation("authority", "DE")],
        reference="DE-2026-09999",
        path="/cases/DE-2026-09999",
        at=clock.now(),
    )
    world.names["notice"] = Notice.objects.get(reference="DE-2026-09999").pk
