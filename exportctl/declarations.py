"""What is declared of each kind of request, by the app that knows the kind.

Licensing reads this table through `settings.DECLARATIONS`: what was sent is corrected there once, for every kind.
"""

from licensing.models import AuthorisationRequest
from licensing.rules import export_requests, statement_shapes
from licensing.rules.declarations import Declaration, Declarations
from licensing.rules.requests import Kind
from licensing.rules.shapes import notification
from notifications.queries.notifications import shown_body
from notifications.rules.notifications import gaps
from notifications.rules.red_flags import flagged, question_keys


def _questionnaire_of(request: AuthorisationRequest) -> str:
    return str(request.notification.questionnaire)  # type: ignore[attr-defined]  # of an app above licensing


def _of_exports(kind: Kind) -> Declaration:
    return Declaration(
        shape=lambda _version: export_requests.BODIES[kind],
        gaps=lambda body, _version: export_requests.gaps(kind, body),
        signs=lambda _body, _version: 0,
        questionnaire_of=lambda _request: "",
        shown=lambda body, state: export_requests.with_defaults(body, state=state, kind=kind),
        statement=statement_shapes.STATEMENT,
    )


DECLARATIONS: Declarations = {
    Kind.NOTIFICATION: Declaration(
        shape=lambda version: notification(question_keys(version)),
        gaps=lambda body, version: gaps(body, version=version),
        signs=lambda body, version: len(flagged(body, version=version)),
        questionnaire_of=_questionnaire_of,
        shown=lambda body, _state: shown_body(body),
    ),
    **{kind: _of_exports(kind) for kind in export_requests.BODIES},
}
