"""The exporter's desk around the draft."""

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    notifications/copy
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    notifications/<str:reference>/copy
    GET  sent             200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent             302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/similar
    GET  draft            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
"""

FORMS = {
    "notifications/<str:reference>/copy": {"parts": ["item", "parties"]},
    "notifications/<str:reference>/similar": {"name": "Cell site simulator"},
}
