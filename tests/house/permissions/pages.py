"""The pages. A number is the status; `log` a redirect to signing in, `302` one to anywhere else.

A page that one may not know of is 404, and so is one whose act is not one's own to do; who may see the page of an
act and may not do it (the proposer, who would be the second officer as well) is told so in the form, 422.
"""

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    home
    GET  -                302 302 | 302 302 302 | 302 302 | 302 302 | 302 | 302 | 302 302
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    inbox
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | log | 200 200
    POST -                302 302 | 302 302 302 | 302 302 | 302 302 | 302 | log | 302 302
                    inbox/seen
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST -                302 302 | 302 302 302 | 302 302 | 302 302 | 302 | log | 302 302
                    account
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | log | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    account/keys
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | log | 200 200
    POST -                201 201 | 201 201 201 | 201 201 | 201 201 | 201 | log | 422 422
                    account/keys/<uuid:key_id>
    GET  key              200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST key              302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    account/keys/<uuid:key_id>/revoke
    GET  key              405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST key              302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    language
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST -                302 302 | 302 302 302 | 302 302 | 302 302 | 302 | 302 | 302 302
                    theme
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST -                302 302 | 302 302 302 | 302 302 | 302 302 | 302 | 302 | 302 302
                    acting-for
    GET  -                404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    demo/sign-in
    GET  -                404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
                    demo/clock
    GET  -                404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404

                    overview
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    notifications/new
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST -                302 302 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>
    GET  draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    GET  sent             302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/due-diligence
    GET  draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft            302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/due-diligence/<str:key>
    GET  draft flag       200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft flag       302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/documents
    GET  draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft            302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/documents/<uuid:attachment_id>/remove
    GET  draft attachment 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST draft attachment 302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/check
    GET  draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft            302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/withdraw
    GET  sent             200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent             302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/<part:part>
    GET  draft part       200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft part       302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/receipt
    GET  fresh            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST fresh            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405

                    worklist
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>
    GET  refused          200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST refused          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/take
    GET  fresh            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST fresh            404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/ask
    GET  mine             404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/questions/<uuid:question_id>
    GET  asked question   200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST asked question   302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/propose
    GET  mine             404 404 | 200 404 302 | 404 404 | 404 404 | 404 | log | 404 404
    POST mine             404 404 | 302 404 422 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/proposals/<uuid:proposal_id>
    GET  proposed proposal 404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST proposed proposal 404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/proposals/<uuid:proposal_id>/take-back
    GET  proposed proposal 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST proposed proposal 404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/proposals/<uuid:proposal_id>/return
    GET  proposed proposal 404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST proposed proposal 404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/documents/<uuid:document_id>
    GET  fresh document   200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST fresh document   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/<tab:tab>
    GET  refused decision 200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST refused decision 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405

                    monitor
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    monitor/rule-set
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    monitor/rule-set/<uuid:selection_id>
    GET  selection        404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST selection        404 404 | 404 404 404 | 404 404 | 422 302 | 404 | log | 404 404
                    procedures/<str:reference>/extend
    GET  window           404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST window           404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    procedures/<str:reference>/extend/<uuid:extension_id>
    GET  window extension 404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST window extension 404 404 | 404 404 404 | 404 404 | 422 302 | 404 | log | 404 404
                    reference
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    reference/populations
    GET  -                404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    reference/holidays/<str:code>/<int:year>
    GET  calendar year    404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST calendar year    404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    reference/holidays/<str:code>/next
    GET  calendar         404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST calendar         404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    reference/states/<str:code>/seats
    GET  calendar         404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST calendar         404 404 | 404 404 404 | 404 404 | 302 302 | 404 | log | 404 404
                    reference/changes/<uuid:change_id>
    GET  change           404 404 | 404 404 404 | 404 404 | 200 200 | 404 | log | 404 404
    POST change           404 404 | 404 404 404 | 404 404 | 422 302 | 404 | log | 404 404

                    procedures
    GET  -                404 404 | 200 200 200 | 200 200 | 200 200 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    procedures/<str:reference>
    GET  window           404 404 | 200 404 200 | 200 200 | 200 200 | 404 | log | 404 404
    POST window           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    procedures/<str:reference>/position
    GET  window           404 404 | 404 404 404 | 302 404 | 404 404 | 404 | log | 404 404
    POST window           404 404 | 404 404 404 | 302 404 | 404 404 | 404 | log | 404 404
                    procedures/<str:reference>/receipt/<int:sequence>
    GET  window first     404 404 | 404 404 404 | 200 404 | 404 404 | 404 | log | 404 404
    POST window first     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    procedures/<str:reference>/evidence
    GET  window           404 404 | 200 404 200 | 200 200 | 200 200 | 404 | log | 404 404
    POST window           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    procedures/<str:reference>/withdraw
    GET  window           404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST window           404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    procedures/<str:reference>/withdraw/<uuid:withdrawal_id>
    GET  window withdrawal 404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST window withdrawal 404 404 | 422 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    procedures/<str:reference>/<procedure_tab:tab>
    GET  window dossier   404 404 | 200 404 200 | 200 200 | 200 200 | 404 | log | 404 404
    POST window dossier   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
"""

FORMS = {
    "account/keys": {"name": "ERP in Kiel", "seat_id": "{seat}"},
    "language": {"language": "fr", "next": "/"},
    "theme": {"theme": "dark", "next": "/"},
    "demo/sign-in": {"email": "officer.de@demo.example"},
    "demo/clock": {"step": "+1d"},
    "notifications/<str:reference>/due-diligence": {"answer_covert_features": "no"},
    "notifications/<str:reference>/due-diligence/<str:key>": {"answer": "no"},
    "notifications/<str:reference>/documents": {"file": "{file}"},
    "notifications/<str:reference>/check": {"declared": "on"},
    "notifications/<str:reference>/withdraw": {"sure": "on"},
    "notifications/<str:reference>/<part:part>": {"name": "Cell site simulator"},
    "cases/<str:reference>/ask": {"question": "Who runs it?", "due_on": "{later}"},
    "cases/<str:reference>/questions/<uuid:question_id>": {"answer": "The mountain rescue."},
    "cases/<str:reference>/propose": {"outcome": "grant", "legal_basis": "human_rights", "grounds": "Fine."},
    "cases/<str:reference>/proposals/<uuid:proposal_id>": {"content_hash": "{content_hash}", "read": "on"},
    "cases/<str:reference>/proposals/<uuid:proposal_id>/return": {"comment": "Say why."},
    "monitor/rule-set": {"rule_set": "single_objection", "reason": "The other reading."},
    "procedures/<str:reference>/extend": {"working_days": "5", "reason": "Many holidays."},
    "procedures/<str:reference>/withdraw": {"grounds": "The end user is another."},
    "procedures/<str:reference>/position": {"stance": "agree", "confirmed": "1", "expected_sequence": "1"},
    "reference/populations": {
        "name": "2031",
        "starts_on": "2030-12-31",
        "source": "OJ",
        "reason": "New figures.",
        "{people}": "1000000",
    },
    "reference/holidays/<str:code>/<int:year>": {
        "kind": "holiday_added",
        "on": "2028-03-16",
        **{f"name_{language}": "Day" for language in ("en", "de", "fr")},
        "reason": "OJ",
    },
    "reference/holidays/<str:code>/next": {
        "days": "2031-01-01; New Year; Neujahr; Nouvel An",
        "source": "OJ",
        "reason": "OJ",
    },
    "monitor/rule-set/<uuid:selection_id>": {"sure": "on"},
    "procedures/<str:reference>/extend/<uuid:extension_id>": {"sure": "on"},
    "procedures/<str:reference>/withdraw/<uuid:withdrawal_id>": {"sure": "on"},
    "reference/states/<str:code>/seats": {
        "shared": "yes",
        "reason": "Letter of the Permanent Representation",
    },
    "reference/changes/<uuid:change_id>": {"sure": "on"},
}
