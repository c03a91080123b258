"""What is unusual about a request, though it can be sent: said to its exporter before and to its officer after."""

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import Errors, error
from licensing.rules.export_requests import kind_in
from licensing.rules.kinds import FORMS, KINDS, form_of
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
    if KINDS[kind].form is None and not (body.get("project") or {}).get("name"):
        found.append(error("/project/name", _("Name the project: the authorisation is for it alone.")))
    if asks_for_icp(kind, body) and not any((body.get("icp") or {}).values()):
        text = _(
            "A global authorisation needs an internal compliance programme, unless the authority finds it unnecessary"
            " (Article 12(4)). Without yours it weighs what your registration says."
        )
        found.append(error("/icp/version", text))
    return found


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
