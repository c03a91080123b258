"""What officers' machines say and ask beside a case: classifications, their own documents, other bodies."""

from typing import Any

from exportctl.core import clock
from exportctl.core.actions.files import store_file
from licensing.models import AuthorisationRequest, Document

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    api/v1/requests/<str:reference>/items/<int:number>/classifications
    GET  mine first       200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST mine first       403 404 | 201 404 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/internal-documents
    GET  mine             403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST mine             403 404 | 201 404 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/internal-documents/<uuid:document_id>
    GET  mine memo        403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST mine memo        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/requests/<str:reference>/consultations
    GET  asking           403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST asking           403 404 | 201 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/consultations/<uuid:consultation_id>/again
    GET  asking consulted 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asking consulted 403 404 | 200 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/consultations/<uuid:consultation_id>/advice
    GET  asking consulted 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asking consulted 403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/consultations/<uuid:consultation_id>/drop
    GET  asking consulted 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asking consulted 403 404 | 200 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consulted-bodies
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST -                404 404 | 201 201 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consulted-bodies/<uuid:body_id>
    GET  free_body        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST free_body        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    PATCH free_body       404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/consulted-bodies/<uuid:body_id>/retire
    GET  free_body        405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST free_body        404 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
"""

UPLOADS = {
    "api/v1/requests/<str:reference>/internal-documents": {
        "file": "{file}",
        "nature": "memo",
        "words": "Of the embassy.",
    },
}
_CONSULTATIONS = "api/v1/requests/<str:reference>/consultations"
BODIES = {
    "api/v1/requests/<str:reference>/items/<int:number>/classifications": {"control_entry": "5A001.f.2"},
    _CONSULTATIONS: {
        "body": "{free_body}",
        "question": "Who decides there?",
        "parts": ["item"],
        "due_on": "{later}",
    },
    "api/v1/consulted-bodies": {
        "kind": "technical",
        "name": "Institute of Optics",
        "email": "office@optics.example",
    },
    "api/v1/consulted-bodies/<uuid:body_id>": {"email": "desk@optics.example"},
    f"{_CONSULTATIONS}/<uuid:consultation_id>/again": {"question": "And now?", "due_on": "{later}"},
    f"{_CONSULTATIONS}/<uuid:consultation_id>/advice": {"stance": "no_objection", "given_by": "A. Winter"},
}


def furnish(world: Any) -> None:
    """A memo of the officer that passed its check."""
    mine, now = AuthorisationRequest.objects.get(reference=world.names["mine"]), clock.now()
    file = store_file(content=b"A memo.", name="memo.txt", media_type="text/plain", at=now)
    memo = Document.objects.create(
        request=mine, kind="office", nature="memo", name="memo.txt", file=file, created_at=now
    )
    world.names["memo"] = memo.pk
