"""Tags and verdicts: a colour never stands without its sign and its word."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TAG_SIGNS = {
    "done": "✓",
    "active": "",
    "soon": "!",
    "progress": "",
    "refused": "✕",
    "flag": "▲",
    "danger": "",
    "unknown": "?",
    "comment": "…",
    "waiting": "",
    "plain": "",
    "uncounted": "–",
}

# Which tag the status of a file gets; whatever is not here has not happened yet.
STATUS_TAGS = {"clean": "done", "rejected": "refused", "withheld": "flag"}

VERDICTS: dict[str, tuple[str, str | Promise]] = {
    "prohibited": ("octagon", gettext_lazy("Prohibited")),
    "authorisation_required": ("octagon", gettext_lazy("Authorisation required")),
    "possible_match": ("triangle", gettext_lazy("Possible match")),
    "not_listed": ("circle", gettext_lazy("Not on the list")),
    "covered": ("shield", gettext_lazy("Covered by an authorisation")),
    "valid": ("shield", gettext_lazy("Valid")),
    "suspended": ("triangle", gettext_lazy("Suspended")),
    "expired": ("triangle", gettext_lazy("Expired")),
    "exhausted": ("triangle", gettext_lazy("Exhausted")),
    "revoked": ("octagon", gettext_lazy("Revoked")),
    "annulled": ("octagon", gettext_lazy("Annulled")),
    "surrendered": ("circle", gettext_lazy("Surrendered")),
    "replaced": ("circle", gettext_lazy("Replaced")),
    "unknown": ("circle", gettext_lazy("Unknown")),
}


def tag(kind: str, text: Any, sign: str | None = None) -> dict[str, Any]:
    return {"kind": kind, "text": text, "sign": TAG_SIGNS[kind] if sign is None else sign}


def verdict(kind: str, text: Any = "", reference: str = "") -> dict[str, Any]:
    shape, words = VERDICTS[str(kind).lower()]
    if reference and kind == "covered":
        words = _("Covered by %(reference)s") % {"reference": reference}
    return {"shape": shape, "text": text or words}
