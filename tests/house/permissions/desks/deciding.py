"""The officers' part of a case: assessments, files, conflicts of interest."""

from typing import Any

from exportctl.core import clock
from licensing.actions.conflicts import declare_conflict
from licensing.models import AuthorisationRequest
from tests.factories import make_officer

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    cases/<str:reference>/flags/<str:key>
    GET  mine flag        404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine flag        404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/documents/<uuid:document_id>/preview
    GET  fresh document   200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST fresh document   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/documents/<uuid:document_id>/view
    GET  fresh document   200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST fresh document   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/conflict
    GET  mine             404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/conflicts/<uuid:conflict_id>/lift
    GET  mine conflict    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine conflict    404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/<str:tab>
    GET  mine item_tab    404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    GET  mine parties_tab 404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    GET  mine flags_tab   200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
"""

FORMS = {
    "cases/<str:reference>/flags/<str:key>": {"verdict": "sign", "reason": "The brochure says so."},
    "cases/<str:reference>/conflict": {"reason": "A cousin works there."},
    "cases/<str:reference>/conflicts/<uuid:conflict_id>/lift": {"sure": "on"},
}


def furnish(world: Any) -> None:
    """A third officer of the authority stepped back from the officer's case."""
    mine = AuthorisationRequest.objects.get(reference=world.names["mine"])
    third = make_officer(str(mine.authority.member_state_id))
    made = declare_conflict(request_id=mine.pk, reason="", actor=third, at=clock.now())
    tabs = {f"{name}_tab": name for name in ("item", "parties", "flags")}
    world.names |= {"conflict": made.pk, **tabs}
