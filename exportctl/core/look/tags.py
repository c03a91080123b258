"""Tags and verdicts: a colour never stands without its sign and its word."""

from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
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


# Drawn without a template: a list has dozens of them.
TAG = '<span class="tag tag--{}">{}{}</span>'
TAG_SIGN = '<span class="tag__sign" aria-hidden="true">{}&#8288;</span>'
STATE = (
    '<span class="state"><span aria-hidden="true" translate="no">{}</span>'
    '<span class="govuk-visually-hidden">{}</span></span>'
)
INITIALS = (
    '<span class="initials"><span aria-hidden="true">{}</span>'
    '<span class="govuk-visually-hidden">{}</span></span>'
)


def tag(kind: str, text: Any, sign: str | None = None) -> SafeString:
    """A word in a colour; the sign before it says the same without the colour."""
    drawn = TAG_SIGNS[kind] if sign is None else sign
    return format_html(TAG, kind, format_html(TAG_SIGN, drawn) if drawn else "", text)


def state(code: str, name: str) -> SafeString:
    """A state's two letters; readers hear its name."""
    return format_html(STATE, code, name)


def initials(name: str) -> SafeString:
    """A person's letters; readers hear the name."""
    first = [part[0] for part in str(name).replace(".", " ").split() if part[0].isalnum()]
    return format_html(INITIALS, "".join(first[:2]).upper(), name)


def verdict(kind: str, text: Any = "", reference: str = "") -> dict[str, Any]:
    shape, words = VERDICTS[str(kind).lower()]
    if reference and kind == "covered":
        words = _("Covered by %(reference)s") % {"reference": reference}
    return {"shape": shape, "text": text or words}
