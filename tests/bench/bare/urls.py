"""The bare questions: nothing, one query of the ORM, one statement for many lines, the same from memory."""

import orjson
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from controllist.models import ControlListEntry
from exportctl.core.models import MemberState

_JOIN = """
SELECT line.place, entry.code, granted.reference, balance.granted - balance.used
FROM unnest(%s::text[], %s::text[], %s::text[], %s::numeric[])
  WITH ORDINALITY AS line (item, eori, destination, amount, place)
LEFT JOIN controllist_controllistentry entry ON entry.item_keys @> ARRAY[line.item]::varchar[]
LEFT JOIN licensing_exporter company ON company.eori = line.eori
LEFT JOIN licensing_authorisation granted ON granted.holder_id = company.organisation_id AND granted.status = 'valid'
LEFT JOIN licensing_linebalance balance ON balance.authorisation_id = granted.id AND balance.number = 1
  AND balance.granted - balance.used >= line.amount
ORDER BY line.place
"""
_known: dict[str, str] = {}


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"{}", content_type="application/json")


def one_query(_request: HttpRequest) -> HttpResponse:
    state = MemberState.objects.get(pk="DE")
    return HttpResponse(orjson.dumps({"code": state.code}), content_type="application/json")


def _lines(request: HttpRequest) -> list[dict[str, str]]:
    lines: list[dict[str, str]] = orjson.loads(request.body)["lines"]
    return lines


def _key(line: dict[str, str]) -> str:
    return f"{line.get('manufacturer', '')}/{line.get('model', '')}".lower()


def join(request: HttpRequest) -> HttpResponse:
    """One prepared-like statement over all lines, its answer written by orjson."""
    lines = _lines(request)
    columns = [
        [_key(line) for line in lines],
        [line.get("exporter_eori", "") for line in lines],
        [line.get("destination", "") for line in lines],
        [line.get("quantity", "1") for line in lines],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_JOIN, columns)
        rows = [[str(cell) if cell is not None else None for cell in row] for row in cursor.fetchall()]
    return HttpResponse(orjson.dumps(rows), content_type="application/json")


def snapshot(request: HttpRequest) -> HttpResponse:
    """The list in the memory of the process: one look into a dictionary for each line."""
    if not _known:
        for code, keys in ControlListEntry.objects.values_list("code", "item_keys"):
            _known.update(dict.fromkeys(keys, code))
    answers = [{"id": line["id"], "code": _known.get(_key(line))} for line in _lines(request)]
    return HttpResponse(orjson.dumps(answers), content_type="application/json")


urlpatterns = [
    path("livez", hello),
    path("hello", hello),
    path("one-query", one_query),
    path("join", join),
    path("snapshot", snapshot),
]
