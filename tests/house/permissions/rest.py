"""REST. No key, or one that ended with its seat: 401; may not know: 404; may know, may not do: 403."""

from collections.abc import Callable
from typing import Any

from exportctl.core import clock
from exportctl.core.actions.webhooks import add_webhook
from tests.house.permissions.world import World

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    api/v1/schema
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/docs
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/^.*$
    GET  -                404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
                    api/v1/control-list
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/control-list/<slug:code>
    GET  entry            200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST entry            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/control-list/<slug:code>/proof
    GET  entry            200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST entry            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/screenings
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
                    api/v1/control-entries
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/control-entries/<str:code>
    GET  control_entry    200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST control_entry    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/general-authorisations
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/general-authorisations/check
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
                    api/v1/red-flags
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/majority
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/deadlines
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/events
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/webhooks
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 401 | 401 401
    POST -                201 201 | 201 201 201 | 201 201 | 201 201 | 201 | 401 | 401 401
                    api/v1/webhooks/<uuid:webhook_id>/remove
    GET  webhook          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST webhook          200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/webhooks/<uuid:webhook_id>/replay
    GET  webhook          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST webhook          200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/rule-sets
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/rule-sets/<str:name>/selections
    GET  rule_set         405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST rule_set         403 403 | 403 403 403 | 403 403 | 200 200 | 403 | 401 | 401 401
                    api/v1/rule-sets/<str:name>/selections/<uuid:act_id>/approve
    GET  unanimous selection  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST unanimous selection  403 403 | 403 403 403 | 403 403 | 403 200 | 403 | 401 | 401 401
                    api/v1/rule-sets/<str:name>/selections/<uuid:act_id>/discard
    GET  unanimous selection  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST unanimous selection  403 403 | 403 403 403 | 403 403 | 200 200 | 403 | 401 | 401 401

                    api/v1/notifications
    GET  -                200 200 | 200 200 200 | 403 403 | 403 403 | 403 | 401 | 401 401
    POST -                201 201 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/notifications/<str:reference>
    GET  draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    GET  sent             200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST draft            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    PATCH draft           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    PATCH sent            409 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/notifications/<str:reference>/documents
    GET  draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    GET  sent             200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST draft            201 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST sent             409 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/notifications/<str:reference>/documents/<uuid:document_id>
    GET  draft attachment     200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST draft attachment     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/notifications/<str:reference>/submit
    GET  draft            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/notifications/<str:reference>/withdraw
    GET  sent             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST sent             200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401

                    api/v1/requests
    GET  -                200 200 | 200 200 200 | 403 403 | 403 403 | 403 | 401 | 401 401
    POST -                201 201 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/requests/<str:reference>
    GET  refused          200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    GET  unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST refused          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    PATCH unsent          200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    PATCH fresh           409 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/submit
    GET  unsent           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST fresh            409 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/withdraw
    GET  unsent           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST fresh            200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/take
    GET  fresh            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST fresh            403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST mine             403 404 | 200 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/urgent
    GET  mine             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST mine             403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/documents/<uuid:document_id>/service
    GET  mine letter      200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST mine letter      403 404 | 201 404 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/documents/<uuid:document_id>/service/result
    GET  mine letter      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST mine letter      403 404 | 409 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST mine sent_letter     403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/documents/<uuid:document_id>/service/<int:number>/proof
    GET  mine served_letter first  403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    GET  mine letter first  403 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST mine served_letter first  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/requests/<str:reference>/documents/<uuid:document_id>/service/receipt
    GET  mine letter      405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST mine letter      200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/close
    GET  mine             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST fresh            403 404 | 202 404 202 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST mine             403 404 | 202 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/information-requests
    GET  mine             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST mine             403 404 | 201 404 201 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/information-requests/<uuid:information_id>/answer
    GET  asked question   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asked question   200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/party-matches
    GET  watched          403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST watched          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/requests/<str:reference>/party-matches/<uuid:match_id>/release
    GET  watched match    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST watched match    403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/party-matches/<uuid:match_id>/confirm
    GET  watched match    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST watched match    403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/proposals
    GET  mine             405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST mine             403 404 | 201 404 409 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/proposals/<uuid:proposal_id>/approve
    GET  proposed proposal    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST proposed proposal    403 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/proposals/<uuid:proposal_id>/return
    GET  proposed proposal    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST proposed proposal    403 404 | 403 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/amendments
    GET  mine             200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST mine             201 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/end-use-statement-links
    GET  unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST unsent           201 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    GET  fresh            200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/end-use-statement-links/<uuid:link_id>/withdraw
    GET  unsent statement_link 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST unsent statement_link 200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/documents
    GET  fresh            200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST unsent           201 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST fresh            409 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/documents/<uuid:document_id>
    GET  fresh document   200 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST fresh document   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401

                    api/v1/procedures
    GET  -                404 404 | 200 200 200 | 200 200 | 200 200 | 404 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/procedures/<str:reference>
    GET  window           404 404 | 200 404 200 | 200 200 | 200 200 | 404 | 401 | 401 401
    POST window           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/procedures/<str:reference>/positions
    GET  window           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST window           404 404 | 403 404 403 | 201 403 | 403 403 | 404 | 401 | 401 401
                    api/v1/procedures/<str:reference>/extensions
    GET  window           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST window           404 404 | 403 404 403 | 403 403 | 201 201 | 404 | 401 | 401 401
                    api/v1/procedures/<str:reference>/extensions/<uuid:act_id>/approve
    GET  window extension     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST window extension     404 404 | 403 404 403 | 403 403 | 403 200 | 404 | 401 | 401 401
                    api/v1/procedures/<str:reference>/extensions/<uuid:act_id>/discard
    GET  window extension     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST window extension     404 404 | 403 404 403 | 403 403 | 200 200 | 404 | 401 | 401 401
                    api/v1/procedures/<str:reference>/withdrawals
    GET  window           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST window           404 404 | 201 404 201 | 403 403 | 403 403 | 404 | 401 | 401 401
                    api/v1/procedures/<str:reference>/withdrawals/<uuid:act_id>/approve
    GET  window withdrawal    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST window withdrawal    404 404 | 403 404 200 | 403 403 | 403 403 | 404 | 401 | 401 401
                    api/v1/procedures/<str:reference>/withdrawals/<uuid:act_id>/discard
    GET  window withdrawal    405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST window withdrawal    404 404 | 200 404 200 | 403 403 | 403 403 | 404 | 401 | 401 401
                    api/v1/procedures/<str:reference>/evidence
    GET  window           404 404 | 200 404 200 | 200 200 | 200 200 | 404 | 401 | 401 401
    POST window           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
"""

QUERIES = {
    "api/v1/majority": "?notifying=IT&objecting=AT,BE",
    "api/v1/deadlines": "?event=2027-03-30&working_days=10",
}

UPLOADS = {
    "api/v1/notifications/<str:reference>/documents": {"file": "{file}", "kind": "contract"},
    "api/v1/requests/<str:reference>/documents": {"file": "{file}", "kind": "contract"},
}

BODIES = {
    "api/v1/requests/<str:reference>/party-matches/<uuid:match_id>/release": {"reason": "Somebody else."},
    "api/v1/requests/<str:reference>/party-matches/<uuid:match_id>/confirm": {"reason": "The same."},
    "api/v1/webhooks": {"url": "https://receiver.example/"},
    "api/v1/webhooks/<uuid:webhook_id>/replay": {"after": 0},
    "api/v1/screenings": {"lines": [{"id": "1", "name": "Cell site simulator"}]},
    "api/v1/general-authorisations/check": {"control_entry": "5A002.a.2", "destination": "CH"},
    "api/v1/rule-sets/<str:name>/selections": {"reason": "The other reading."},
    "api/v1/notifications": {"item": {"name": "Cell site simulator"}},
    "api/v1/notifications/<str:reference>": {"end_use": "Rescue in the mountains."},
    "api/v1/requests": {"kind": "individual", "items": [{"name": "Network encryptor"}]},
    "api/v1/requests/<str:reference>": {"end_use": "In a hospital."},
    "api/v1/requests/<str:reference>/end-use-statement-links": {"email": "head@hospital.example"},
    "api/v1/requests/<str:reference>/amendments": {"reason": "A typing error.", "body": {"quantity": "7"}},
    "api/v1/requests/<str:reference>/documents/<uuid:document_id>/service": {
        "way": "by_hand",
        "addressee": "Aquila Systems GmbH",
        "sent_on": "{today}",
    },
    "api/v1/requests/<str:reference>/documents/<uuid:document_id>/service/result": {
        "failed_because": "Nobody was there."
    },
    "api/v1/requests/<str:reference>/urgent": {"due_on": "{later}", "reason": "A hospital."},
    "api/v1/requests/<str:reference>/close": {"because": "not_admissible", "detail": "No item."},
    "api/v1/requests/<str:reference>/information-requests": {"question": "Who?", "due_on": "{later}"},
    "api/v1/requests/<str:reference>/information-requests/<uuid:information_id>/answer": {"answer": "Us."},
    "api/v1/requests/<str:reference>/proposals": {
        "outcome": "grant",
        "legal_basis": "human_rights",
        "grounds": "Nothing speaks against it.",
    },
    "api/v1/requests/<str:reference>/proposals/<uuid:proposal_id>/approve": {
        "content_hash": "{content_hash}"
    },
    "api/v1/requests/<str:reference>/proposals/<uuid:proposal_id>/return": {"comment": "Say why."},
    "api/v1/procedures/<str:reference>/positions": {"stance": "agree"},
    "api/v1/procedures/<str:reference>/extensions": {"working_days": 5, "reason": "Many holidays."},
    "api/v1/procedures/<str:reference>/withdrawals": {"grounds": "The end user is another."},
}


def makes(world: World) -> dict[str, Callable[[], Any]]:
    """A receiver of the exporter's for each call: one of them removes it."""

    def webhook() -> Any:
        return add_webhook(url="https://receiver.example/", actor=world.people["own"], at=clock.now()).pk

    return {"webhook": webhook}
