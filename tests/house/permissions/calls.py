"""A row of the tables as a call, with a body that is good for whoever may make it."""

import json
import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase

from exportctl.core import clock
from exportctl.core.api.rendering import dump
from exportctl.core.calendar import local_date
from exportctl.core.models import MemberState
from notifications.models import ObjectionProcedure
from notifications.queries.evidence import evidence_of
from tests.house.permissions.parts import PARTS, of_routes
from tests.house.permissions.tables import Row
from tests.house.permissions.world import World

FORMS, BODIES, QUERIES = of_routes("FORMS"), of_routes("BODIES"), of_routes("QUERIES")
UPLOADS = of_routes("UPLOADS")  # bodies with a file, of REST
PLACE = re.compile(r"<[^>]+>|\(\?P<[^>]+>(?:[^()\[]|\[[^\]]*\])*\)")
JSON = "application/json"
FORM = re.compile(r"(<form\b[^>]*>)(.*?)</form>", re.IGNORECASE | re.DOTALL)
INLINE = re.compile(r"<style\b|\sstyle=|\son\w+=\"|<script(?![^>]*\bsrc=)|javascript:", re.IGNORECASE)


def made(row: Row, world: World) -> dict[str, Any]:
    makes = world.makes()
    for part in PARTS:
        makes |= part.makes(world) if hasattr(part, "makes") else {}
    return {name: makes[name]() for name in row.objects if name in makes}


def call(row: Row, column: str, world: World, known: dict[str, Any]) -> HttpResponseBase:
    """Limits of an address are forgotten before: here thirteen people have one, and none meets what others used."""
    cache.clear()
    path = path_of(row, known)
    if row.route.startswith("api/v1/"):
        caller = world.machines[column]
        if row.method == "GET":
            return caller.get(path + QUERIES.get(row.route, ""))
        if row.route in UPLOADS:
            return caller.post(path, filled(UPLOADS[row.route], column, known))
        body = json.dumps(filled(BODIES.get(row.route, {}), column, known))
        return caller.generic(row.method, path, body, JSON)
    caller = world.sessions[column]
    if row.method == "GET":
        return caller.get(path)
    return caller.post(path, filled(FORMS.get(row.route, {}), column, known))


def path_of(row: Row, known: dict[str, Any]) -> str:
    parts = iter(row.objects)
    path = PLACE.sub(lambda _place: str(known[next(parts)]), row.route)
    return "/" + path.replace("^.*$", "nowhere").replace("^", "").replace("$", "")


def filled(body: dict[str, Any], column: str, known: dict[str, Any]) -> dict[str, Any]:
    later = (clock.now() + timedelta(days=30)).date().isoformat()
    values = {
        "{seat}": lambda: known["seat"](column),
        "{later}": lambda: later,
        "{today}": lambda: local_date(clock.now(), ZoneInfo("Europe/Berlin")).isoformat(),
        "{content_hash}": lambda: known["content_hash"],
        "{free_body}": lambda: str(known["free_body"]),
        "{consulted}": lambda: known["consulted"],
        "{flag}": lambda: known["flag"],
        "{mine}": lambda: known["mine"],
        "{own_number}": lambda: known["own_number"],
        **{
            f"{{{name}}}": lambda name=name: str(known[name])
            for name in ("contested_act", "wish_split", "wish_decline")
        },
        "{file}": lambda: SimpleUploadedFile("offer.txt", b"An offer.", "text/plain"),
        "{items}": lambda: SimpleUploadedFile("items.csv", b"name;model\nMast;M-2\n", "text/csv"),
        "{evidence}": lambda: _evidence(known),
    }
    given = {
        key: values[value]() if isinstance(value, str) and value in values else value
        for key, value in body.items()
    }
    if (people := given.pop("{people}", None)) is not None:
        given |= {f"people_{code}": people for code in MemberState.objects.values_list("code", flat=True)}
    return given


def is_a_page_of_ours(response: Any, language: str) -> None:
    """What was answered is whole, in the language asked for, and runs no code of its own."""
    assert "script-src" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    if not response["Content-Type"].startswith("text/html"):
        return
    text = response.content.decode()
    assert f'lang="{language}"' in text
    assert response["Content-Language"] == language
    assert INLINE.search(text) is None
    assert "{{" not in text
    assert "{%" not in text
    assert "%(" not in text, "a text with a place nobody filled"
    assert forms_without_token(text) == [], "whoever presses its button is told 403"


def forms_without_token(text: str) -> list[str]:
    """The addresses of the forms that are posted without a token against forgery."""
    posted = [form for form in FORM.findall(text) if 'method="post"' in form[0].lower()]
    return [form[0] for form in posted if "csrfmiddlewaretoken" not in form[1]]


def _evidence(known: dict[str, Any]) -> SimpleUploadedFile:
    procedure = ObjectionProcedure.objects.get(reference=known["window"])
    return SimpleUploadedFile("evidence.json", dump(evidence_of(procedure, at=clock.now())), JSON)
