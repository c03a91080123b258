"""Why a table or a file came to nothing: a code with its parts, said in its reader's language. Pure.

Colleagues of the uploader read it as well, and so does a machine, each in a language of its own.
"""

from collections.abc import Mapping
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.uploaded_tables import SENTENCES as OF_TABLES

SAID = "said"  # of one that was stored before there were codes: the words themselves
SENTENCES: Mapping[str, Any] = {
    **OF_TABLES,
    "no_head": _(
        "The first row has to name the columns, at least “name” or the item number. Start from the template."
    ),
    "too_many": _("These are %(count)d rows. Split the table: at most %(most)d at once."),
    "empty": _("There is no row under the head. Fill in at least one."),
    "uploader_left": _("Whoever handed this table over does not file for the company any more."),
    "starter_left": _("Whoever started this job holds no seat there any more."),
    "stumbled": _(
        "The mistake is ours: a part of this file could not be answered. Start it anew; if it fails again, tell whoever"
        " runs this service."
    ),
    SAID: "%(text)s",
}


def failure(code: str, **parts: Any) -> dict[str, Any]:
    """As it is stored."""
    return {"code": code, "parts": parts}


def sentence_of(stored: Mapping[str, Any]) -> str:
    """In the reader's language; nothing where nothing failed."""
    if not stored:
        return ""
    text = str(SENTENCES[stored["code"]])
    return text % dict(stored.get("parts", {}))
