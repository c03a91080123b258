"""The exporter's draft: one field saved by itself. A script asks; who is signed out hears it as 401."""

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    notifications/<str:reference>/save
    GET  draft            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 404 404
                    notifications/<str:reference>/documents/<uuid:attachment_id>
    GET  draft attachment 200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft attachment 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    cases/<str:reference>/correct
    GET  fresh            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST fresh            302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/due-diligence/result
    GET  draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    do-i-have-to-notify
    GET  -                200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
"""

FORMS = {
    "notifications/<str:reference>/save": {"part": "end-use", "field": "doubt", "doubt": "A new doubt."},
}
