"""List entries that resemble a request's item, each with why: for the officer's side panel."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from controllist.models import AnnexEntry
from controllist.queries.entries import similar
from controllist.queries.reasons import say, sign_of
from licensing.models import AuthorisationRequest

MOST = 2  # of the list and of Annex I


def similar_items(request: AuthorisationRequest) -> list[dict[str, Any]]:
    """In the shape of the look's "similar, and why" list; never a bare percentage."""
    item = request.body.get("item") or {}
    found = similar(
        name=item.get("name") or "",
        manufacturer=item.get("manufacturer") or "",
        model=item.get("model") or "",
        description=item.get("description") or "",
        functions=item.get("functions") or [],
        cn_code=item.get("cn_code") or "",
    )
    return [
        {
            "kind": _("List entry"),
            "title": f"{each.entry.code} {each.entry.name}",
            "url": reverse("controllist:entry", args=[each.entry.code]),
            "reasons": [{"sign": sign_of(reason), "text": say(reason)} for reason in each.reasons],
            "warning": _("It is this item: every export of it needs an authorisation.")
            if each.is_the_item
            else "",
        }
        for each in found[:MOST]
    ]


def annex_entries(request: AuthorisationRequest) -> list[AnnexEntry]:
    """Entries of Annex I about one of the item's functions: is it listed already?"""
    functions = [code for code in request.functions if code != "other"]
    return list(AnnexEntry.objects.filter(functions__overlap=functions)[:MOST]) if functions else []
