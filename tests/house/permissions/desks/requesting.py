"""A request for an authorisation before it is sent: its exporter's alone."""

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    requests/new
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                302 302 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/new/<request_kind:key>
    GET  request_kind     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST request_kind     302 302 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/copy
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    requests/<request:reference>
    GET  unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    requests/<request:reference>/save
    GET  unsent           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 404 404
                    requests/<request:reference>/documents
    GET  unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent           302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/documents/<uuid:attachment_id>
    GET  unsent unsent_paper     200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent unsent_paper     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    requests/<request:reference>/documents/<uuid:attachment_id>/remove
    GET  unsent unsent_paper     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST unsent unsent_paper     302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/check
    GET  unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent           302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/end-use-statement
    GET  unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent           302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/end-use-statement/<uuid:link_id>/withdraw
    GET  unsent statement_link 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST unsent statement_link 302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/end-use-statement/<uuid:link_id>/paper
    GET  unsent statement_link 404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent statement_link 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    end-use-statements/<token:token>
    GET  statement_token  200 200 | 200 200 200 | 200 200 | 200 200 | 200 | 200 | 200 200
    POST statement_token  302 302 | 302 302 302 | 302 302 | 302 302 | 302 | 302 | 302 302
    GET  no_token         404 404 | 404 404 404 | 404 404 | 404 404 | 404 | 404 | 404 404
                    requests/<request:reference>/withdraw
    GET  unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent           302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/from-catalogue/<str:place>
    GET  unsent line_place 200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent line_place 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    requests/<request:reference>/from-catalogue/<str:place>/<uuid:entry_id>
    GET  unsent line_place kept_item 200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent line_place kept_item 302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/to-catalogue/<str:place>
    GET  unsent line_place 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST unsent line_place 302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/copy
    GET  unsent           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent           302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/<part:part>
    GET  unsent unsent_part 200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent unsent_part 302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/<part:part>/table
    GET  unsent lines     200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent lines     302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/<part:part>/<int:number>
    GET  unsent lines first 200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST unsent lines first 302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    requests/<request:reference>/<part:part>/<int:number>/remove
    GET  unsent lines first 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST unsent lines first 302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/<part:part>/table
    GET  draft part       404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft part       404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/<part:part>/<int:number>
    GET  draft part first 404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft part first 404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/<part:part>/<int:number>/remove
    GET  draft part first 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST draft part first 404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
"""

FORMS = {
    "requests/<request:reference>/end-use-statement": {"email": "head@hospital.example", "language": "en"},
    "end-use-statements/<token:token>": {"act": "read"},
    "requests/<request:reference>/save": {"part": "end-use", "field": "end_use", "end_use": "In a hospital."},
    "requests/<request:reference>/documents": {"file": "{file}"},
    "requests/<request:reference>/check": {"declared": "on"},
    "requests/<request:reference>/withdraw": {"sure": "on"},
    "requests/<request:reference>/copy": {"parts": ["items", "parties"]},
    "requests/<request:reference>/<part:part>": {"destination": "IN"},
    "requests/<request:reference>/<part:part>/table": {"lines": "[]"},
    "requests/<request:reference>/<part:part>/<int:number>": {"name": "Network encryptor"},
}
