"""What a Member State lays down for a general authorisation: a national one (Article 12(6)), or terms of one of the
Union's. A file comes in, is checked, and counts once two officers confirmed it with its act and day. Pure.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from controllist.rules.annex import is_annex_i
from controllist.rules.control_entries import nearest
from exportctl.core.i18n import fill
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import Unreadable, country_code
from exportctl.core.shapes import (
    AsSent,
    Choice,
    Code,
    Date,
    Errors,
    ListOf,
    Object,
    Pattern,
    Text,
    check,
    error,
)
from licensing.rules.general_authorisations import (
    Condition,
    GeneralAuthorisation,
    Kind,
    Sense,
    general_authorisations,
    of_row,
)
from licensing.rules.general_terms import TERMS, loosened, terms_of
from licensing.rules.screenings import DESTINATIONS
from licensing.rules.shapes import JsonObject

CODE = r"[A-Z]{2,4}[A-Z0-9. -]{0,14}[A-Z0-9]"
LANGUAGES = ("en", "de", "fr")
LARGEST_BYTES = 1_000_000


def entry_code(text: str) -> str:
    """A code that Annex I has, or whose nearest wider one it has. Raises Unreadable."""
    code = text.strip()
    if is_annex_i(code) and nearest(code) is not None:
        return code
    raise Unreadable(_("Annex I has no such entry: give a code such as 5A002.a."))


_TEXTS = Object(members={each: Text(most=2000, lines=True, required=False) for each in LANGUAGES})
_ENTRY = Code(read=entry_code, written="[0-9][A-E][0-9]{3}.*")
CONDITION = Object(
    members={
        "key": Pattern(form="[a-z0-9_]{3,60}", message=_("A key has small letters, digits and underscores.")),
        "text": _TEXTS,
        "kind": Choice(options=tuple(Kind), gap=_("Say who can tell whether the condition holds.")),
        "sense": Choice(options=tuple(Sense), gap=_("Say what it means that the condition holds.")),
        "article": Text(most=200, gap=_("Name the place in the act.")),
    }
)
NATIONAL = Object(
    members={
        "code": Pattern(form=CODE, message=_("Give the code in capitals, such as AGG 12."), clean=str.strip),
        "title": _TEXTS,
        "destinations_mode": Choice(
            options=("include", "all_except"), gap=_("Say what the list of countries means.")
        ),
        "destinations": ListOf(each=Choice(options=DESTINATIONS, read=country_code), most=300),
        "items_mode": Choice(options=("listed", "all_except"), gap=_("Say what the list of entries means.")),
        "entries": ListOf(each=_ENTRY, most=2000),
        "conditions": ListOf(each=CONDITION, most=100),
        "declaration": _TEXTS,
        **TERMS.members,
        "note": Text(most=4000, lines=True, required=False),
    }
)

# Over REST: its act and days, and the content, which is checked as that of the file or of the terms is.
PROPOSED_EDITION = Object(
    members={
        "code": Text(most=20, required=False),
        "body": AsSent(gap=_("Give the content of the edition.")),
        "act": Text(most=200, gap=_("Name the act.")),
        "act_on": Date(gap=_("Give the day on which the act was published.")),
        "starts_on": Date(gap=_("Give the day from which it counts.")),
        "ends_on": Date(required=False),
    }
)


def read(body: Any) -> tuple[JsonObject, Errors]:
    """A file's content, clean, and what is wrong with it by pointer."""
    clean, errors = check(body, NATIONAL)
    errors = errors or NATIONAL.missing(clean, "")
    if errors:
        return {}, errors
    if clean["code"].upper().startswith("EU0"):
        errors.append(error("/code", _("This is the code of a general authorisation of the Union.")))
    for name in ("title", "declaration"):
        if not any(clean[name].values()):
            errors.append(error(f"/{name}", _("Write it in one language at least.")))
    for place, each in enumerate(clean["conditions"]):
        if not any(each["text"].values()):
            errors.append(error(f"/conditions/{place}/text", _("Write it in one language at least.")))
    keys = [each["key"] for each in clean["conditions"]]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        errors.append(error("/conditions", fill(_("The key %(key)s stands twice."), {"key": key})))
    return clean, errors


def national(body: Mapping[str, Any]) -> GeneralAuthorisation:
    """A stored body as the checker reads it: items of Annex II, Section I are never covered (Article 12(6)(a)), and the
    uses of Article 4(1) bar it whether or not its file says so (Article 12(6)(c)).
    """
    covers_all_but = body["items_mode"] == "all_except"
    entries = list(body["entries"])
    one = of_row(
        {
            "code": body["code"],
            "annex_ii_section": "",
            "title": body["title"],
            "destinations_mode": body["destinations_mode"],
            "destinations": body["destinations"],
            "items": {
                "mode": "all_except" if covers_all_but else "listed",
                "include": [] if covers_all_but else entries,
                "exclude": entries if covers_all_but else [],
                "exclude_groups": [],
                "section_i_excluded": True,
                "item_notes": [],
            },
            "destination_notes": [],
            "conditions": body["conditions"],
            "registration": {
                "required": body["registration"],
                "days": body.get("registration_days") or 0,
                "note": {"en": body.get("note") or ""},
            },
            "first_use_notice": {
                "when": body["first_use"],
                "days": body.get("first_use_days") or 0,
                "kind": "calendar",
                "note": {"en": ""},
            },
            "reporting": {
                "frequency": "periodic",
                "months": int(body["report_months"]),
                "due_days": body.get("report_days"),
                "content": [],
                "note": {"en": ""},
            },
            "icp_required": bool(body.get("icp_required")),
            "declaration": body["declaration"],
        }
    )
    written = {each.key for each in one.conditions}
    by_law = [each for each in _of_article_4() if each.key not in written]
    return replace(one, conditions=(*by_law, *one.conditions))


def _of_article_4() -> list[Condition]:
    """That the authority told the exporter of a use of Article 4(1), or the exporter knows of one; as EU001 asks it."""
    every = {each.key: each for each in general_authorisations()["EU001"].conditions}
    return [
        replace(every[f"{source}_{use}"], article="Article 12(6)(c)")
        for source in ("informed", "aware")
        for use in ("wmd", "military_embargo", "illicit_military_parts")
    ]


def terms_faults(code: str, given: JsonObject) -> Errors:
    """What is wrong with the terms of a state for one of the Union's codes."""
    one = general_authorisations().get(code)
    if one is None:
        return [error("/code", _("There is no such general authorisation of the Union."))]
    return loosened(terms_of(one), given)
