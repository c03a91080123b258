"""The check of a downloaded file, by the same stand-alone program that people can run themselves."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from controllist.queries.entries import entry_of
from controllist.queries.proofs import PROOF_TYPE
from controllist.queries.snapshot import head
from controllist.rules.entries import Status
from exportctl.core import formatting, key_history
from exportctl.core.errors import NotFound
from exportctl.core.rules.days import iso_day
from exportctl.core.signing import public_keys
from verifier import authorisation
from verifier.canonical import Unreadable, read
from verifier.checking import Result, check

MOST_PROBLEMS = 20
AUTHORISATION = "exportctl-authorisation/1"
# What each check of the verifier means for whoever holds the file.
MEANINGS = {
    "signature": gettext_lazy("The file is not as it was when it was signed, or it never was."),
    "key": gettext_lazy("It was signed with another key than that of this site."),
    "words": gettext_lazy("The words of the entry are not those that were listed."),
    "leaf": gettext_lazy("The entry is not written as the list writes its entries."),
    "plain members": gettext_lazy("Date, edition or status of the entry are not those that were listed."),
    "place in the tree": gettext_lazy("The entry does not have this place on the list."),
    "checkpoint": gettext_lazy("The signed state of the list does not speak of this entry."),
    "rule set": gettext_lazy("The rules are not those of this kind of procedure."),
    "states": gettext_lazy("The states that took part, or their populations, do not add up."),
    "due instants": gettext_lazy("The last days do not follow from the holidays in the file."),
    "positions": gettext_lazy("The positions of the states have gaps, or were recorded too late."),
    "receipts": gettext_lazy("The receipts do not fit the positions."),
    "tally and outcome": gettext_lazy("The outcome does not follow from the positions."),
    "growth": gettext_lazy("One state of the list is not a beginning of the other: the list was forked."),
    "events": gettext_lazy("The events have gaps, or were changed."),
    "heads": gettext_lazy("The sealed state does not fit the events."),
    "signatures of the heads": gettext_lazy("The seal was not set by this site."),
}
OTHERWISE = gettext_lazy("A figure of the file does not follow from the others: %(name)s.")


@dataclass(frozen=True)
class FileCheck:
    """The answer in one sentence, what it means, and what is wrong; `output` is the program's own, in English."""

    tone: str
    sentence: str
    meaning: str
    problems: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    today: str = ""  # of an entry: where it stands now, as far as this site knows
    url: str = ""


def check_file(data: bytes) -> FileCheck:
    """Recompute the file and compare its signature with this instance's keys, the present and earlier ones."""
    try:
        result = check(data, public_keys()[-1].hex(), history="".join(key_history.notes()))
    except (Unreadable, RecursionError) as error:
        return FileCheck("ochre", _("This file cannot be read."), _of_unreadable(data), output=(str(error),))
    if result.valid:
        document = read(authorisation.from_code(data) or data)
        sentence, meaning = _of_valid(document), _("Nothing in it was changed, and this site signed it.")
        today, url = _today(document)
        return FileCheck("pine", sentence, meaning, today=today, url=url)
    meaning = _("Do not rely on it. Ask whoever gave it to you for the original, or download it here.")
    output = tuple(problem for _name, faults in result.checks for problem in faults)[:MOST_PROBLEMS]
    return FileCheck("madder", _("This file is not genuine."), meaning, _meant(result), output)


def _of_unreadable(data: bytes) -> str:
    """What to give instead."""
    if data.startswith(b"%PDF-"):
        return _(
            "Of a PDF, the signed file is checked that is attached to it; of the paper of an authorisation the"
            " code as well."
        )
    return _(
        "It is no proof of an entry, no evidence of a procedure, no audit export and no authorisation of this"
        " system. Download the file again, and do not open or save it in between."
    )


def _of_valid(document: dict[str, Any]) -> str:
    """What is proved, of which thing."""
    if document.get("type") == AUTHORISATION:
        return _(
            "Authorisation %(reference)s, version %(version)s, was granted so. Whether it is valid today, its status"
            " page says."
        ) % {name: document.get(name) for name in ("reference", "version")}
    if procedure := document.get("procedure"):
        return _("The evidence of procedure %(reference)s is genuine and complete.") % {
            "reference": procedure
        }
    if "proof" in document and "old" in document:
        return _(
            "Edition %(new)s of the list goes on from edition %(old)s: nothing was taken back in between."
        ) % {name: document[name]["tree_size"] for name in ("old", "new")}
    entry = document.get("entry")
    if not isinstance(entry, dict):
        return _("This export of the audit trail is genuine and has no gap.")
    facts = {"code": entry.get("code", ""), "day": _day(entry.get("listed_on"))}
    if entry.get("status") == "delisted":
        return _("Entry %(code)s was put on the list on %(day)s, and taken off later.") % facts
    facts |= {"edition": entry.get("edition"), "changed": _moment(entry.get("changed_at"))}
    if entry.get("change", "listing") != "listing":
        return (
            _(
                "Entry %(code)s has been on the list since %(day)s. These are its words as of edition %(edition)s, of"
                " %(changed)s."
            )
            % facts
        )
    return (
        _("Entry %(code)s was put on the list on %(day)s, with edition %(edition)s, in exactly these words.")
        % facts
    )


def _today(document: dict[str, Any]) -> tuple[str, str]:
    """Of the proof of an entry: a file says how it was, the list says how it is; and the entry's address."""
    proved = document.get("entry")
    if document.get("type") != PROOF_TYPE or not isinstance(proved, dict):
        return "", ""
    try:
        entry = entry_of(str(proved.get("code", "")))
    except NotFound:
        return "", ""
    facts = {"edition": head().edition, "changed": entry.edition}
    if entry.status == Status.DELISTED:
        text = _("It is not on the list any more (edition %(edition)s).")
    elif entry.edition != proved.get("edition"):
        text = _("It is on the list today (edition %(edition)s), in other words since edition %(changed)s.")
    else:
        text = _("It is on the list today (edition %(edition)s).")
    return text % facts, entry.get_absolute_url()


def _day(text: Any) -> str:
    """Of a file that was found valid, where the day is one."""
    return formatting.long_day(iso_day(text)) if isinstance(text, str) else ""


def _moment(text: Any) -> str:
    """The day of an instant."""
    with suppress(ValueError):
        return formatting.long_day(datetime.fromisoformat(str(text)))
    return ""


def _meant(result: Result) -> tuple[str, ...]:
    failed = [name for name, faults in result.checks if faults]
    return tuple(str(MEANINGS.get(name, "")) or str(OTHERWISE) % {"name": name} for name in failed)
