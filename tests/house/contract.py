"""What outside programs rely on, as docs/api.md promises it: the REST calls under /api/v1, commands and addresses.

`TODAY` exists. `WAITING` is promised for a named time; when its time has come, a call moves up. Nothing leaves
`TODAY` again: programs that nobody here can change call it.
"""

TODAY = """
GET   /red-flags
POST  /notifications
GET   /notifications
GET   /notifications/{reference}
PATCH /notifications/{reference}
POST  /notifications/{reference}/documents
GET   /notifications/{reference}/documents
GET   /notifications/{reference}/documents/{id}
POST  /notifications/{reference}/submit
POST  /notifications/{reference}/withdraw
POST  /requests
GET   /requests
GET   /requests/{reference}
PATCH /requests/{reference}
POST  /requests/{reference}/submit
POST  /requests/{reference}/withdraw
POST  /requests/{reference}/take
POST  /requests/{reference}/urgent
POST  /requests/{reference}/close
POST  /requests/{reference}/information-requests
POST  /requests/{reference}/information-requests/{id}/answer
POST  /requests/{reference}/information-requests/{id}/answer-in-part
POST  /requests/{reference}/information-requests/{id}/more-time
POST  /requests/{reference}/information-requests/{id}/more-time/grant
POST  /requests/{reference}/information-requests/{id}/more-time/decline
POST  /requests/{reference}/information-requests/{id}/withdraw
GET   /requests/{reference}/items/{number}/classifications
POST  /requests/{reference}/items/{number}/classifications
GET   /requests/{reference}/consultations
POST  /requests/{reference}/consultations
POST  /requests/{reference}/consultations/{id}/again
POST  /requests/{reference}/consultations/{id}/advice
POST  /requests/{reference}/consultations/{id}/drop
GET   /consulted-bodies
POST  /consulted-bodies
PATCH /consulted-bodies/{id}
POST  /consulted-bodies/{id}/retire
POST  /requests/{reference}/proposals
POST  /requests/{reference}/proposals/{id}/approve
POST  /requests/{reference}/proposals/{id}/return
POST  /requests/{reference}/amendments
GET   /requests/{reference}/amendments
POST  /requests/{reference}/documents
GET   /requests/{reference}/documents
GET   /requests/{reference}/documents/{id}
GET   /requests/{reference}/documents/{id}/service
POST  /requests/{reference}/documents/{id}/service
POST  /requests/{reference}/documents/{id}/service/result
GET   /requests/{reference}/documents/{id}/service/{number}/proof
POST  /requests/{reference}/documents/{id}/service/receipt
GET   /requests/{reference}/internal-documents
POST  /requests/{reference}/internal-documents
GET   /requests/{reference}/internal-documents/{id}
GET   /requests/{reference}/party-matches
POST  /requests/{reference}/party-matches/{id}/release
POST  /requests/{reference}/party-matches/{id}/confirm
POST  /requests/{reference}/end-use-statement-links
GET   /requests/{reference}/end-use-statement-links
POST  /requests/{reference}/end-use-statement-links/{id}/withdraw
GET   /procedures
GET   /procedures/{reference}
POST  /procedures/{reference}/positions
POST  /procedures/{reference}/extensions
POST  /procedures/{reference}/extensions/{id}/approve
POST  /procedures/{reference}/extensions/{id}/discard
POST  /procedures/{reference}/withdrawals
POST  /procedures/{reference}/withdrawals/{id}/approve
POST  /procedures/{reference}/withdrawals/{id}/discard
GET   /procedures/{reference}/evidence
GET   /majority
GET   /deadlines
GET   /control-list
GET   /control-list/{code}
GET   /control-list/{code}/proof
POST  /screenings
POST  /screening-jobs
GET   /screening-jobs/{id}
GET   /screening-jobs/{id}/result
POST  /screening-jobs/{id}/cancel
GET   /rule-sets
POST  /rule-sets/{name}/selections
POST  /rule-sets/{name}/selections/{id}/approve
POST  /rule-sets/{name}/selections/{id}/discard
GET   /authorisations
GET   /authorisations/{reference}
GET   /authorisations/{reference}/ledger
POST  /authorisations/{reference}/write-offs
POST  /authorisations/{reference}/suspend
POST  /authorisations/{reference}/reinstate
POST  /authorisations/{reference}/revoke
POST  /authorisations/{reference}/annul
POST  /authorisations/{reference}/suspend/{id}/approve
POST  /authorisations/{reference}/reinstate/{id}/approve
POST  /authorisations/{reference}/revoke/{id}/approve
POST  /authorisations/{reference}/annul/{id}/approve
POST  /write-offs
POST  /write-offs/{id}/reversal
GET   /customs-messages
GET   /customs-messages/{id}
POST  /customs-messages/{id}/replay
POST  /authorisations/{reference}/suspend/{id}/discard
POST  /authorisations/{reference}/reinstate/{id}/discard
POST  /authorisations/{reference}/revoke/{id}/discard
POST  /authorisations/{reference}/annul/{id}/discard
GET   /authorisations/{reference}/versions
POST  /authorisations/{reference}/amend
POST  /authorisations/{reference}/amend/{id}/approve
POST  /authorisations/{reference}/amend/{id}/discard
POST  /authorisations/{reference}/correct
POST  /authorisations/{reference}/correct/{id}/approve
POST  /authorisations/{reference}/correct/{id}/discard
POST  /authorisations/{reference}/extend
POST  /authorisations/{reference}/extend/{id}/approve
POST  /authorisations/{reference}/extend/{id}/discard
POST  /authorisations/{reference}/decline
POST  /authorisations/{reference}/decline/{id}/approve
POST  /authorisations/{reference}/decline/{id}/discard
POST  /authorisations/{reference}/reissue
POST  /authorisations/{reference}/reissue/{id}/approve
POST  /authorisations/{reference}/reissue/{id}/discard
POST  /authorisations/{reference}/renew
POST  /authorisations/{reference}/renew/{id}/approve
POST  /authorisations/{reference}/renew/{id}/discard
POST  /authorisations/{reference}/split
POST  /authorisations/{reference}/split/{id}/approve
POST  /authorisations/{reference}/split/{id}/discard
GET   /authorisations/{reference}/change-requests
POST  /authorisations/{reference}/change-requests
POST  /authorisations/{reference}/change-requests/{id}/withdraw
GET   /requests/{reference}/remedies
POST  /requests/{reference}/remedies
POST  /requests/{reference}/remedies/{id}/outcomes
POST  /requests/{reference}/remedies/{id}/outcomes/{id}/approve
POST  /requests/{reference}/remedies/{id}/outcomes/{id}/discard
GET   /registrations/{reference}/reissues
POST  /registrations/{reference}/reissues
POST  /registrations/{reference}/reissues/approve
POST  /registrations/{reference}/reissues/discard
GET   /pending-acts
POST  /pending-acts/{id}/approve
POST  /pending-acts/{id}/discard
GET   /duty-roster
GET   /routing-rules
POST  /routing-rules
POST  /routing-rules/{id}/removal
POST  /routing-rules/{id}/approve
POST  /routing-rules/{id}/discard
GET   /denial-imports
POST  /denial-imports
GET   /denial-imports/{id}
POST  /denial-imports/{id}/approve
POST  /denial-imports/{id}/discard
GET   /denials
GET   /denials/{reference}
GET   /consultations
POST  /consultations/papers
POST  /consultations/{id}/sent
POST  /consultations/{id}/paper
POST  /consultations/{id}/returned
POST  /consultations/{id}/answer
POST  /consultations/{id}/more-time
POST  /consultations/{id}/case
POST  /consultations/{id}/case/take-back
GET   /classifications
POST  /classifications
GET   /classifications/{reference}
POST  /classifications/{reference}/withdraw
POST  /classifications/{reference}/opinions
POST  /classifications/{reference}/opinions/{id}/approve
POST  /classifications/{reference}/opinions/{id}/discard
GET   /measures
POST  /measures
GET   /measures/{number}
POST  /measures/{number}/changes
POST  /measures/{number}/changes/{id}/approve
POST  /measures/{number}/changes/{id}/discard
POST  /customs-enquiries
GET   /customs-enquiries
GET   /customs-enquiries/{reference}
POST  /customs-enquiries/{reference}/take-back
GET   /customs-enquiries/{reference}/papers
POST  /customs-enquiries/{reference}/papers
GET   /customs-enquiries/{reference}/papers/{id}
GET   /requirements
GET   /requirements/{id}
GET   /requirements/denials
GET   /requirements/denials/{reference}
GET   /requirements/shared
POST  /requirements/papers
POST  /requirements/shared/{id}/lift
GET   /requirements/shared/{id}
POST  /requirements/shared/{id}/pass-on
POST  /denials/{reference}/pass-on
POST  /denials/{reference}/ask
GET   /denials/{reference}/reviews
POST  /denials/{reference}/reviews
POST  /denials/{reference}/reviews/{id}/approve
POST  /denials/{reference}/reviews/{id}/discard
POST  /consultations
POST  /authorisations/{reference}/surrender
GET   /watch-list
POST  /watch-list
POST  /watch-list/{id}/remove
GET   /sanctions-lists
POST  /sanctions-lists
GET   /measures/{number}/hits
POST  /measures/{number}/acts
POST  /measures/{number}/acts/approve
POST  /measures/{number}/acts/discard
GET   /general-editions
POST  /general-editions
GET   /general-editions/{id}
POST  /general-editions/{id}/approve
POST  /general-editions/{id}/discard
GET   /general-registrations
GET   /general-bars
POST  /general-bars
GET   /general-bars/{reference}
POST  /general-bars/{reference}/approve
POST  /general-bars/{reference}/discard
POST  /general-bars/{reference}/lift
POST  /general-bars/{reference}/service
GET   /registrations
POST  /registrations
GET   /registrations/{reference}
POST  /registrations/{reference}/verify
POST  /registrations/{reference}/ask
POST  /registrations/{reference}/approve
POST  /registrations/{reference}/refuse
POST  /registrations/{reference}/answer
POST  /registrations/{reference}/withdraw
POST  /customs-holds
GET   /customs-holds
GET   /customs-holds/{id}
POST  /customs-holds/{id}/extend
POST  /customs-holds/{id}/reply
POST  /customs-holds/{id}/end
POST  /authorisations/{reference}/reports
GET   /control-entries
GET   /control-entries/{code}
GET   /items
GET   /items/{number}
PUT   /items/{number}
POST  /items/import
GET   /items/import/{id}
GET   /general-authorisations
POST  /general-authorisations/check
POST  /general-authorisations/{code}/registrations
POST  /general-authorisations/{code}/first-use
POST  /general-authorisations/{code}/reports
GET   /national-lists
GET   /customs-codes/{code}
GET   /table-imports
POST  /table-imports
GET   /table-imports/{id}
POST  /table-imports/{id}/approve
POST  /table-imports/{id}/discard
GET   /sandbox
POST  /sandbox/reset
GET   /events
GET   /webhooks
POST  /webhooks
POST  /webhooks/{id}/remove
POST  /webhooks/{id}/replay
GET   /schema
GET   /docs
"""

WAITING = {
    "export licensing": """
""",
    "list and customs": """
""",
}

# Of `./run`, and of `./run manage`; each with what has to follow it.
RUN = ("up", "test", "manage", "bench", "prove", "verify")
COMMANDS = {
    "seed_demo": ("--as-of", "2028-02-29T12:00:00Z"),
    "demo_key": ("officer.de@demo.example", "customs.nl@demo.example"),
    "demo_clock": ("+45d",),
    "create_admin": ("admin@authority.example",),
    "create_manager": ("manager@authority.example", "--organisation", "authority.de"),
    "create_exporter": (
        "export@company.example",
        *("--eori", "DE4711", "--name", "Company GmbH", "--state", "DE", "--authority", "authority.de"),
    ),
    "audit_export": ("audit.json",),
}
WAITING_COMMANDS: dict[str, tuple[str, ...]] = {}

# Addresses that links outside the product lead to.
ADDRESSES = (
    *("/", "/list", "/list/CS-0001", "/list/changes", "/statistics", "/verify", "/trust"),
    *("/accounts/login/", "/demo/sign-in"),
)
