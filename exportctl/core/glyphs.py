"""Letters that a PDF cannot show here: no font that is installed has them. Asked of Pango, which draws our letters.

The fonts that come with the product have Latin and Greek; Cyrillic, Arabic, Chinese and the others are the system's.
"""

import ctypes
from collections.abc import Callable
from ctypes.util import find_library
from functools import cache
from typing import Any

LATIN_AND_GREEK = 0x0400  # code points below it are in the bundled fonts
NEVER_DRAWN = ("C", "Z")  # categories: control signs and spaces


def missing_letters(text: str) -> str:
    """The letters of a text that would be empty boxes, each once; empty where nothing can be drawn at all."""
    count = _counter()
    if count is None:
        return ""
    return "".join(sign for sign in sorted(set(text)) if ord(sign) >= LATIN_AND_GREEK and _is_missing(sign))


def legible(text: str) -> str:
    """The text with the number of each letter that cannot be drawn in its place: `内` as `[U+5185]`.

    An empty box would lose what somebody wrote, and a file with one is no PDF/A.
    """
    numbers = {ord(sign): number_of(sign) for sign in missing_letters(text)}
    return text.translate(numbers) if numbers else text


def number_of(sign: str) -> str:
    """`[U+5185]`: what stands in the place of a letter that cannot be drawn."""
    return f"[U+{ord(sign):04X}]"


@cache
def _is_missing(sign: str) -> bool:
    count = _counter()
    return count is not None and count(sign) > 0


@cache
def _counter() -> Callable[[str], int] | None:
    """How many letters of a text no installed font has; None where Pango is not here."""
    if (loaded := libraries()) is None:
        return None
    pango, fonts, objects = loaded
    pointer, functions = ctypes.c_void_p, {}
    for library, name, arguments, result in (
        (fonts, "pango_ft2_font_map_new", [], pointer),
        (pango, "pango_font_map_create_context", [pointer], pointer),
        (pango, "pango_layout_new", [pointer], pointer),
        (pango, "pango_layout_set_text", [pointer, ctypes.c_char_p, ctypes.c_int], None),
        (pango, "pango_layout_get_unknown_glyphs_count", [pointer], ctypes.c_int),
        (objects, "g_object_unref", [pointer], None),
    ):
        functions[name] = _function(library, name, arguments, result)
    context = functions["pango_font_map_create_context"](functions["pango_ft2_font_map_new"]())

    def count(text: str) -> int:
        layout, octets = functions["pango_layout_new"](context), text.encode()
        functions["pango_layout_set_text"](layout, octets, len(octets))
        unknown = functions["pango_layout_get_unknown_glyphs_count"](layout)
        functions["g_object_unref"](layout)
        return int(unknown)

    return count


@cache
def libraries() -> tuple[Any, Any, Any] | None:
    """Pango, its fonts and GObject, which draw every letter; None where they are not here."""
    try:
        return _library("pango-1.0"), _library("pangoft2-1.0"), _library("gobject-2.0")
    except OSError:
        return None


def _function(library: Any, name: str, arguments: list[Any], result: Any) -> Any:
    function = getattr(library, name)
    function.argtypes, function.restype = arguments, result
    return function


def _library(name: str) -> Any:
    for ending in ("so.0", "so", "0.dylib", "dylib"):
        try:
            return ctypes.CDLL(f"lib{name}.{ending}")
        except OSError:
            continue
    if path := find_library(name):  # where a package manager keeps its own
        return ctypes.CDLL(path)
    raise OSError(f"lib{name} is not here")
