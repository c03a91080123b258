"""How far each part of a request for an export authorisation is, in words, and what its lines are called."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.countries import country
from exportctl.desks.drafts.presenters.task_list import Progress, progress_of
from licensing.labels import amount, item_name, label, money
from licensing.models import Draft
from licensing.rules.export_requests import kind_in
from licensing.rules.requests import Kind


def items_progress(draft: Draft, missing: int) -> Progress:
    items = draft.body.get("items") or []
    if len(items) < 2:
        return progress_of(draft.item_name, missing)
    more = ngettext("%(name)s and %(n)d more", "%(name)s and %(n)d more", len(items) - 1)
    return progress_of(more % {"name": draft.item_name or _("Item 1"), "n": len(items) - 1}, missing)


def parties_progress(draft: Draft, missing: int) -> Progress:
    end_user = (draft.body.get("end_user") or {}).get("name") or ""
    words = filter(None, [country(draft.body.get("destination") or ""), end_user])
    return progress_of(" · ".join(words), missing)


def destinations_progress(draft: Draft, missing: int) -> Progress:
    codes = draft.body.get("destinations") or []
    if not codes and draft.body.get("end_users"):
        return Progress("done", _("Complete"), _("The countries of the end users"))
    return progress_of(", ".join(map(country, codes[:3])) + (" …" if len(codes) > 3 else ""), missing)


def end_users_progress(draft: Draft, missing: int) -> Progress:
    names = [each.get("name") or "–" for each in draft.body.get("end_users") or []]
    if not names and kind_in(draft.body) == Kind.LARGE_PROJECT:
        return Progress("plain", _("None"), _("A large project names its end users"))
    if not names:
        return Progress("plain", _("None"), _("Every end user in the destinations"))
    return progress_of(" · ".join(names[:3]) + (" …" if len(names) > 3 else ""), missing)


def icp_progress(draft: Draft, _missing: int) -> Progress:
    given = draft.body.get("icp") or {}
    if version := given.get("version"):
        return Progress("done", _("Complete"), version)
    if given.get("unnecessary_because"):
        return Progress("done", _("Complete"), _("You ask to go without one"))
    return Progress("plain", _("Not given"), _("The authority weighs what your registration says"))


def project_progress(draft: Draft, missing: int) -> Progress:
    """It can be sent without a name, and the check says so; complete it is not."""
    name = (draft.body.get("project") or {}).get("name") or ""
    if not name and not missing:
        return Progress("plain", _("Not given"), _("The authorisation is for one named project"))
    return progress_of(name, missing)


def others_progress(draft: Draft, missing: int) -> Progress:
    others = [each.get("name") or "–" for each in draft.body.get("third_parties") or []]
    if missing:
        return progress_of(" · ".join(others), missing)
    return (
        Progress("done", _("Complete"), " · ".join(others))
        if others
        else Progress("plain", _("None"), _("Optional"))
    )


def end_use_progress(draft: Draft, missing: int) -> Progress:
    return progress_of(Truncator(draft.body.get("end_use") or "").words(12), missing)


def boxes_progress(draft: Draft, missing: int) -> Progress:
    months = draft.body.get("valid_for_months")
    words = ngettext("%(n)d month", "%(n)d months", months) % {"n": months} if months else ""
    return progress_of(words, missing)


def item_title(item: Mapping[str, Any]) -> list[str]:
    """Of one item: its name, then maker and model, entry, how much, and what it is worth."""
    made = " · ".join(filter(None, [item.get("manufacturer"), item.get("model")]))
    value = money(Decimal(item["value"]), item.get("currency") or "") if item.get("value") else ""
    quantity = amount(item["quantity"], item.get("unit") or "") if item.get("quantity") else ""
    return [
        item_name(item.get("name") or "", item.get("control_entry") or ""),
        made,
        item.get("control_entry") or "",
        quantity,
        value,
    ]


def party_title(party: Mapping[str, Any]) -> list[str]:
    kind = label("end_user_kinds", party["kind"]) if party.get("kind") else ""
    return [party.get("name") or "", country(party.get("country") or ""), kind]
