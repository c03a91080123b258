"""The words on the paper of an authorisation, in the language that counts: what `authorisation.typ` sets in boxes.

The boxes of the form and their sentences are those of Annex III.A of Regulation (EU) 2021/821, quoted.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from exportctl.core import signing
from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from exportctl.core.notices import zone_of
from licensing.queries.papers import END_USERS_IN_BOX, ItemSet, Paper, Place
from licensing.rules.requests import Form, Kind
from licensing.rules.versions import Recipient

Part = dict[str, Any]  # one label with what stands under it: a box has one or several
Box = list[Part]
NOTHING = "–"
DESTINATIONS_IN_BOXES = 4  # more stand in one box 12, as a sentence


def form_texts(paper: Paper) -> dict[str, Any]:
    """The form: its boxes by name, its sheets 1 bis, and the sheet on which customs deduct by hand."""
    return {
        "kind": [_("Kind of authorisation:"), _form_of(paper), _project_of(paper)],
        "valid": _(
            "This export authorisation is valid in all Member States of the European Union until its expiry date."
        ),
        "union": _("EUROPEAN UNION"),
        "regulation": _("EXPORT OF DUAL-USE ITEMS (Reg. (EU) 2021/821)"),
        "licence": _("LICENCE"),
        "boxes": {**_who(paper), **_where(paper), **_what_for(paper), **_closing(paper)},
        "destinations": _destinations(paper),
        "items": _item_boxes(paper.only, on_first_sheet=True),
        "more_end_users": [[_end_user(party)] for party in paper.more_end_users],
        "attached": [_item_boxes(item) for item in paper.attached],
        "deductions": _deductions(),
    }


def decision_texts(paper: Paper) -> dict[str, Any]:
    """What rests on no law in force looks like no form: a heading, a warning, and rows of a word and its value."""
    basis = paper.basis.text
    return {
        "authority": paper.authorisation.authority.own_name,
        "heading": _("Decision that grants an export"),
        "warning": _(
            "It rests on: %(basis)s, not in force. It is no export authorisation of Regulation (EU) 2021/821 and has"
            " no code for the customs declaration; nothing is written off from it."
        )
        % {"basis": basis},
        "rows": [{"label": label, "value": value} for label, value in _decision_rows(paper)],
        "conditions_label": _("Conditions"),
        "conditions": [each.text for each in paper.conditions],
        "date": {"label": _("Date"), "value": _issued_on(paper)},
    }


def code_texts() -> dict[str, str]:
    """What is said of the code, to those who see it and to those who do not."""
    return {
        "alternative": _("Code that leads to the status page"),
        "caption": _("Status today, and the signed facts for checking offline"),
    }


def strip_texts(*, demonstration: bool, seal_made_here: bool) -> dict[str, str]:
    """What stands over and under a paper of a demonstration; empty elsewhere."""
    if not demonstration:
        return {"strip": "", "watermark": ""}
    made_here = _("Sealed with a key that this demonstration made itself.") if seal_made_here else ""
    return {
        "strip": " ".join(filter(None, [_("Demonstration. Invented data."), made_here])),
        "watermark": _("Demonstration"),
    }


def _part(number: str, label: object, *values: object, mono: bool = False, small: str = "") -> Part:
    """A label with the number of its box and what stands under it; `small` is set in smaller letters beneath."""
    return {
        "number": f"{number}." if number else "",
        "label": str(label),
        "values": [str(value) for value in values],
        "mono": mono,
        "small": small,
    }


def _form_of(paper: Paper) -> str:
    if paper.form == Form.GLOBAL:
        return pgettext("kind of authorisation", "global")
    return pgettext("kind of authorisation", "individual")


def _project_of(paper: Paper) -> str:
    if paper.authorisation.kind != Kind.LARGE_PROJECT:
        return ""
    kind = pgettext("kind of authorisation", "large project authorisation")
    return f" · {kind}: {paper.project}" if paper.project else f" · {kind}"


def _issued_on(paper: Paper) -> str:
    return long_day(paper.issued_at, zone_of(paper.authorisation.authority))


def _lines(party: Recipient) -> str:
    return f"{party.name}\n{party.address}\n{country(party.country)}"


def _end_user(*parties: Recipient) -> Part:
    return _part("9", _("End-user (if different from consignee)"), *map(_lines, parties))


def _who(paper: Paper) -> dict[str, Box]:
    """Boxes 1 to 7 and 9."""
    authorisation, version, holder = paper.authorisation, paper.version, paper.authorisation.holder
    identification = [_part("2", _("Identification number"), authorisation.reference, mono=True)]
    if version.number > 1:
        identification.append(_part("", _("Version %(n)s") % {"n": version.number}))
    elif authorisation.predecessor:
        before = {"number": authorisation.predecessor.reference}
        identification.append(_part("", _("In the place of %(number)s") % before))
    valid_until = long_day(version.valid_until) if version.valid_until else NOTHING
    office = authorisation.authority.own_name + "\n" + paper.letterhead.address
    return {
        "exporter": [
            _part("1", _("Exporter"), f"{holder.legal_name}\n{holder.address}"),
            _part("", pgettext("number", "No"), holder.eori, mono=True),
        ],
        "exporter_on_sheet": [_part("1", _("Exporter"), holder.legal_name)],
        "number_on_sheet": identification[:1],
        "identification": identification,
        "expiry": [_part("3", _("Expiry date (if applicable)"), valid_until)],
        "contact": [_part("4", _("Contact point details"), paper.contact or NOTHING)],
        "consignee": [
            _part("5", _("Consignee"), _lines(paper.consignee) if paper.consignee else NOTHING),
        ],
        "authority": [_part("6", _("Issuing authority"), office.strip())],
        "agent": [_part("7", _("Agent/representative (if different from exporter)"), paper.agent or NOTHING)],
        "end_users": _end_users(paper),
    }


def _end_users(paper: Paper) -> Box:
    shown = _end_user(*paper.end_users[:END_USERS_IN_BOX])
    if not paper.end_users:
        shown["values"] = [NOTHING]
    elif more := len(paper.more_end_users):
        words = ngettext(
            "and %(n)s more, on the list that is attached",
            "and %(n)s more, on the list that is attached",
            more,
        )
        shown["values"].append(words % {"n": more})
    return [shown]


def _where(paper: Paper) -> dict[str, Box]:
    """Boxes 8, 10 and 11, each with its code."""
    held = _("Member State of current or future location of the items")
    entered = _("Member State of intended entry into the customs export procedure")
    return {
        **_place("consigned", "8", _("Country of consignment"), [paper.location]),
        **_place("located", "10", held, paper.locations),
        **_place("declared", "11", entered, [paper.declared_in]),
    }


def _place(name: str, number: str, label: str, places: Sequence[Place]) -> dict[str, Box]:
    return {
        name: [_part(number, label, *(place.name for place in places))],
        f"{name}_code": [_code(*places)],
    }


def _code(*places: Place, mark: str = "") -> Part:
    part = _part("", pgettext("of a country", "Code"), *(place.code for place in places), mono=True)
    return {**part, "mark": mark}


def _destinations(paper: Paper) -> list[list[Box]]:
    """Box 12: a row for each country with its code, or one row of them all."""
    label = _("Country of final destination")
    if len(paper.destinations) > DESTINATIONS_IN_BOXES:
        named = ", ".join(f"{place.name} ({place.code})" for place in paper.destinations)
        return [[[_part("12", label, named)]]]
    return [[[_part("12", label, place.name)], [_code(place)]] for place in paper.destinations]


def _item_boxes(item: ItemSet | None, *, on_first_sheet: bool = False) -> dict[str, Box]:
    """Boxes 13 to 18 of one line, or where to find them. A sheet 1 bis names box 15 otherwise than sheet 1."""
    code_label = (
        _(
            "Harmonised System or Combined Nomenclature code (if applicable with 8 digits; CAS number if available)"
        )
        if on_first_sheet
        else _("Commodity code (if applicable with 8 digits; CAS number if available)")
    )
    description = _part("13", _("Description of the items"))
    if item:
        maker = f", {item.maker}" if item.maker else ""
        description |= {"values": [f"{item.number}. {item.name}{maker}"], "small": item.description}
    else:
        description["attachments"] = _attachments()
    cas = f" · CAS {item.cas}" if item and item.cas else ""
    origin = item.origin if item else Place("")
    return {
        "description": [{**description, "mark": "1" if on_first_sheet else ""}],
        "origin": [_part("14", _("Country of origin"), origin.name)],
        "origin_code": [_code(origin, mark="2")],
        "commodity": [_part("15", code_label, f"{item.cn_code}{cas}" if item else "", mono=True)],
        "entry": [
            _part(
                "16", _("Control list No (for listed items)"), item.control_entry if item else "", mono=True
            )
        ],
        "value": [_part("17", _("Currency and value"), item.value if item else "")],
        "quantity": [_part("18", _("Quantity of the items"), item.quantity if item else "")],
    }


def _attachments() -> dict[str, str]:
    """Where the lines are: the typesetter, which knows how many sheets they fill, writes the number."""
    one, several = (
        ngettext("See %(n)s attachment (1 bis).", "See %(n)s attachments (1 bis).", n) for n in (1, 2)
    )
    return {"one": one % {"n": 1}, "several": several}


def _what_for(paper: Paper) -> dict[str, Box]:
    """Boxes 19 to 22. What national legislation asks stands in 22, with what customs have to know."""
    authorisation = paper.authorisation
    code = authorisation.customs_document_code
    more = [
        str(paper.basis.text),
        _("Customs document code %(code)s") % {"code": code} if code else "",
        str(paper.lifted.rule) if paper.lifted else "",
    ]
    conditions = [{**_part("", _("Conditions")), "list": [condition.text for condition in paper.conditions]}]
    contract_on = long_day(paper.contract_on) if paper.contract_on else NOTHING
    return {
        "end_use": [_part("19", _("End-use"), paper.end_use)],
        "contract": [_part("20", _("Contract date (if applicable)"), contract_on)],
        "procedure": [_part("21", _("Customs export procedure"), paper.procedure_words)],
        "national": [
            _part(
                "22",
                _("Additional information required by national legislation (to be specified on the form)"),
                " · ".join(filter(None, more)),
            ),
            *(conditions if paper.conditions else []),
        ],
    }


def _closing(paper: Paper) -> dict[str, Box]:
    """What is printed beforehand, and what the issuing authority completes."""
    authority = paper.authorisation.authority
    address = {"address": settings.BASE_URL}
    printed = _part("", _("Available for pre-printed information, at discretion of Member States"))
    printed["small"] = (
        _(
            "This paper carries the same facts as signed data (attachment). Whether it is valid today, and what is"
            " left, customs and the code below say; deductions are kept electronically at %(address)s. Fingerprint"
            " of the signing key:"
        )
        % address
    )
    sealed = _("Sealed electronically by %(authority)s; decided by two officers") % {
        "authority": authority.own_name
    }
    return {
        "printed": [{**printed, "small_mono": signing.fingerprint()}],
        "completed": [
            {**_part("", _("For completion by issuing authority")), "strong": True},
            _part("", _("Signature"), "\n".join(filter(None, [sealed, paper.letterhead.office]))),
            _part("", _("Issuing authority"), authority.own_name),
            _part("", _("Date"), _issued_on(paper)),
        ],
        "stamp": [_part("", _("Stamp"))],
    }


def _deductions() -> dict[str, Any]:
    """The second sheet, for deductions by hand: boxes 23 to 27 and the notes of the annex."""
    return {
        "note": _(
            "Note: In part 1 of column 24, write the quantity still available and in part 2 of column 24, write the"
            " quantity deducted on this occasion."
        ),
        "columns": {
            "net": ["23.", _("Net quantity/value (net mass/other unit with indication of unit)")],
            "numbers": ["24.", _("In numbers")],
            "words": ["25.", _("In words for quantity/value deducted")],
            "customs": [
                "26.",
                _("Customs document (type and number) or extract (No) and date of deduction"),
            ],
            "state": ["27.", _("Member State, name and signature, stamp of deduction")],
        },
        "notes": [
            [
                "1",
                _(
                    "If needed, this description may be given in one or more attachments to this form (1 bis). In this"
                    " case, indicate the exact number of attachments in this box. The description should be as precise"
                    " as possible and integrate, where relevant, the CAS or other references for chemical items in"
                    " particular."
                ),
            ],
            ["2", _("See Regulation (EC) No 1172/95 (OJ L 118, 25.5.1995, p. 10).")],
            [
                "",
                _(
                    "Deductions are made electronically. This sheet is for a deduction by hand while that is not"
                    " possible; it is entered afterwards."
                ),
            ],
        ],
    }


def _decision_rows(paper: Paper) -> list[tuple[str, str]]:
    authorisation, version, holder = paper.authorisation, paper.version, paper.authorisation.holder
    rows = [
        (_("Number"), authorisation.reference),
        (_("Holder"), f"{holder.legal_name} ({holder.eori})"),
        (_("Destination"), ", ".join(place.name for place in paper.destinations)),
    ]
    if paper.consignee:
        rows.append((_("Consignee"), _lines(paper.consignee).replace("\n", ", ")))
    rows += [(_("End user"), _lines(party).replace("\n", ", ")) for party in paper.end_users]
    if paper.only:
        rows.append((_("Item"), _named(paper.only)))
    rows += [(_("Item %(n)s") % {"n": item.number}, _named(item)) for item in paper.attached]
    rows.append((_("Valid from"), long_day(version.valid_from)))
    rows.append((_("Valid until"), long_day(version.valid_until) if version.valid_until else NOTHING))
    return rows


def _named(item: ItemSet) -> str:
    maker = f", {item.maker}" if item.maker else ""
    return f"{item.name}{maker}\n{item.quantity}"
