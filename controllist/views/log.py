"""The list's log for everybody: its signed head and tiles (C2SP tlog-tiles), and a page that says how to check them."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from controllist.queries import log as queries
from controllist.queries.changes import numbers
from controllist.queries.entries import entry_of
from controllist.queries.snapshot import head
from controllist.views.changes import edition_parameter
from exportctl.core import key_history, signing
from exportctl.core.api.rendering import dump
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.tiles import Tile, tile_at, tiles_of

FIRST = "CS-0001"
FOR_EVER = 365 * 24 * 3600  # seconds: a tile never changes


@require_safe
def log_page(request: HttpRequest) -> HttpResponse:
    """What the log is, its newest head, the keys, and how somebody outside checks all of it."""
    newest = head()
    context = {
        "head": newest,
        # As long as the first tile is not full its name says how far it goes.
        "first_files": sorted(tile.path for tile in tiles_of(newest.edition) if _is_first(tile)),
        "checkpoint": queries.checkpoint(),
        "verifier_key": signing.verifier_key(),
        "fingerprint": signing.fingerprint(),
        "exchanges": len(key_history.notes()),
        "numbers": numbers(),
        "address": request.build_absolute_uri(request.path),
        "example": _example(request.GET.get("entry", "")),
    }
    return render(request, "controllist/log.html", context)


def _example(code: str) -> dict[str, object]:
    """The entry from whose page the reader came, so that the commands name it; else the first."""
    with suppress(NotFound):
        return {"code": entry_of(code).code, "asked": True} if code else {"code": FIRST, "asked": False}
    return {"code": FIRST, "asked": False}


def _is_first(tile: Tile) -> bool:
    return tile.index == 0 and not tile.level


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed head, as the transaction of the last change wrote it."""
    return _text(request, queries.checkpoint())


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The cross-signed notes that lead from each earlier key to its successor; empty while there was one key."""
    return _text(request, "".join(key_history.notes()))


@require_safe
def log_file(request: HttpRequest, name: str) -> HttpResponse:
    """A tile or a bundle of entries: its file, else the same bytes from the log itself."""
    tile = tile_at(name)
    if tile is None:
        raise Http404
    response = HttpResponse(_bytes_of(tile), content_type="application/octet-stream")
    patch_cache_control(response, public=True, max_age=FOR_EVER, immutable=True)
    return response


@require_safe
def consistency(request: HttpRequest) -> HttpResponse:
    """`?from=&to=`: the proof that one head is a beginning of another, as a file for `./run verify`."""
    start, to = edition_parameter(request, "from"), edition_parameter(request, "to")
    if start is None:
        message = _("Give the number of the edition you know, from 1 on.")
        raise Invalid(message, errors=[{"pointer": "/from", "detail": message}])
    document = queries.consistency(start=start, to=to)
    response = HttpResponse(dump(document), content_type="application/json")
    name = f"log-{start}-{document['new']['tree_size']}-consistency.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _bytes_of(tile: Tile) -> bytes:
    if settings.LOG_DIRECTORY:
        directory = Path(settings.LOG_DIRECTORY)
        try:
            if tile.leaves.stop <= queries.published_size(directory):
                return (directory / tile.path).read_bytes()
        except (OSError, queries.ForkedLog):
            pass  # not written, or of another log than the head that is shown
    return queries.tile_bytes(tile)


def _text(request: HttpRequest, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["ETag"] = quote_etag(sha256(text.encode()).hexdigest()[:32])  # the very words', no other log's
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
