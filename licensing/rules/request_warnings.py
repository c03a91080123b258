"""What is unusual about a request, though it can be sent: said to its exporter before and to its officer after."""

from typing import Any

from controllist.rules.control_entries import below
from exportctl.core.i18n import fill
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import Errors, error
from licensing.rules.export_requests import kind_in
from licensing.rules.kinds import FORMS, KINDS, form_of
from licensing.rules.requests import Form, Kind
from licensing.rules.shapes import JsonObject, member_states


def warnings(body: JsonObject) -> Errors:
    """Values that are unusual, though the request can be sent with them."""
    kind = kind_in(body)
    found = [
        error(
            pointer,
            _("The destination is a Member State: an export leaves the Union. Is it the right country?"),
        )
        for pointer, code in _destinations(body)
        if code in member_states()
    ]
    going = {code for _pointer, code in _destinations(body)}
    text = _("The end user is not in the country of destination. Is that right?")
    found += [
        error(pointer, text) for pointer, code in _end_users(body) if code and going and code not in going
    ]
    found += _project(kind, body)
    if asks_for_icp(kind, body) and not any((body.get("icp") or {}).values()):
        text = _(
            "A global authorisation needs an internal compliance programme, unless the authority finds it unnecessary"
            " (Article 12(4)). Without yours it weighs what your registration says."
        )
        found.append(error("/icp/version", text))
    if form_of(kind, body) == Form.INDIVIDUAL:
        found += _headings(body)
    return found


def _project(kind: Kind, body: JsonObject) -> Errors:
    """A large project's: one named project, named end users in named countries (Article 2(14))."""
    if KINDS[kind].form is not None:
        return []
    found = []
    if not (body.get("project") or {}).get("name"):
        found.append(error("/project/name", _("Name the project: the authorisation is for it alone.")))
    if form_of(kind, body) == Form.GLOBAL and body.get("destinations") and not body.get("end_users"):
        text = _("An authorisation for a large project is for named end users (Article 2(14)): name them.")
        found.append(error("/end_users/0/name", text))
    return found


def parts_hint(code: str) -> Any:
    """What is asked of a line that names a whole entry of Annex I, though the entry has parts; empty of any other."""
    parts = [] if "." in code else below(code)
    if len(parts) < 2:
        return ""
    text = _(
        "%(code)s has parts, %(first)s to %(last)s: which one is this item? Leave it if you do not know."
    )
    return fill(text, {"code": code, "first": parts[0].code, "last": parts[-1].code})


def _headings(body: JsonObject) -> Errors:
    """An individual authorisation names its items; a category of items stands in a global one alone."""
    named = [(place, each.get("control_entry") or "") for place, each in enumerate(body.get("items") or [])]
    hints = [(f"/items/{place}/control_entry", parts_hint(code)) for place, code in named if code]
    return [error(pointer, hint) for pointer, hint in hints if hint]


def asks_for_icp(kind: str, body: JsonObject) -> bool:
    """Does its exporter need an internal compliance programme (Article 12(4))?"""
    form = form_of(kind, body)
    return form is not None and FORMS[form].needs_icp


def _destinations(body: JsonObject) -> list[tuple[str, str]]:
    several = [(f"/destinations/{place}", code) for place, code in enumerate(body.get("destinations") or [])]
    return several + ([("/destination", body["destination"])] if body.get("destination") else [])


def _end_users(body: JsonObject) -> list[tuple[str, str]]:
    several = [
        (f"/end_users/{place}/country", each.get("country") or "")
        for place, each in enumerate(body.get("end_users") or [])
    ]
    one = (body.get("end_user") or {}).get("country")
    return several + ([("/end_user/country", one)] if one else [])
