"""What an item resembles, on the EU-wide list and in Annex I, each with why: for officers, and while exporters type."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from controllist.models import AnnexEntry
from controllist.queries import binding, reasons
from controllist.queries.annex import SimilarAnnex, similar_annex
from controllist.queries.entries import Similar, similar
from controllist.queries.snapshot import Snapshot
from controllist.rules.likeness import Reason, Sign
from exportctl.core.formatting import marked_sentence
from licensing.models import RequestLine
from licensing.rules.shapes import JsonObject
from licensing.rules.versions import item_members

MOST = 2  # of the list and of Annex I
WEAK = {Sign.SAME_FUNCTION, Sign.SAME_CN_CODE, Sign.SAME_MAKER}  # each true of dozens of entries


def similar_items(lines: Sequence[RequestLine], *, snapshot: Snapshot) -> list[dict[str, Any]]:
    """Entries of the EU-wide list like a request's items, each with its reasons: the rows of the "similar" list."""
    matches = [match for line in lines for match in _listed(item_members(line), snapshot)[:MOST]]
    by_entry = {match.entry.code: match for match in reversed(matches)}
    return [_of_the_list(match) for match in reversed(by_entry.values())]


def annex_entries(lines: Sequence[RequestLine]) -> list[AnnexEntry]:
    """Entries of Annex I about one of the items' functions: are they listed already?"""
    functions = list(dict.fromkeys(code for line in lines for code in line.functions if code != "other"))
    return list(AnnexEntry.objects.filter(functions__overlap=functions)[:MOST]) if functions else []


def similar_while_typing(item: JsonObject) -> list[dict[str, Any]]:
    """Rows of the list and of Annex I like a half-written item, for its exporter.

    An entry that merely does the same, as dozens do, is left out.
    """
    listed = [match for match in _listed(item) if _is_close(match)]
    near = similar_annex(
        name=item.get("name") or "",
        description=item.get("description") or "",
        functions=item.get("functions") or [],
        most=MOST,
    )
    return [*map(_of_the_list, listed[:MOST]), *map(_of_annex_i, near)]


def _listed(item: JsonObject, snapshot: Snapshot | None = None) -> list[Similar]:
    return similar(
        name=item.get("name") or "",
        manufacturer=item.get("manufacturer") or "",
        model=item.get("model") or "",
        description=item.get("description") or "",
        functions=item.get("functions") or [],
        cn_code=item.get("cn_code") or "",
        current=snapshot,
    )


def _is_close(match: Similar) -> bool:
    """Does the match rest on one strong sign, or on two weak ones?"""
    signs = {reason.sign for reason in match.reasons}
    return bool(signs - WEAK) or len(signs) > 1


def _of_the_list(match: Similar) -> dict[str, Any]:
    return {
        "kind": _("List entry"),
        "title": f"{match.entry.code} {match.entry.name}",
        "url": reverse("controllist:entry", args=[match.entry.code]),
        "reasons": _reasons(match.reasons),
        "warning": marked_sentence(binding.meaning_of(match.entry).as_fact()) if match.is_the_item else "",
    }


def _of_annex_i(match: SimilarAnnex) -> dict[str, Any]:
    return {
        "kind": _("Annex I, in force"),
        "title": f"{match.entry.code} {match.entry.theme}",
        "url": reverse("controllist:list") + "?" + urlencode({"q": match.entry.code}),
        "reasons": _reasons(match.reasons),
        "warning": "",
    }


def _reasons(similarities: Iterable[Reason]) -> list[dict[str, str]]:
    return [{"sign": reasons.sign_of(reason), "text": reasons.sentence(reason)} for reason in similarities]
