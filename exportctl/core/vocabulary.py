"""The words of the state machines inside a sentence: "This *proposal* is *approved*; it cannot be *taken*."

One place, so that a sentence made of codes is complete in every language (a test asks every machine).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from exportctl.core.i18n import joined, pgettext_lazy

THINGS = {
    "authorisation request": pgettext_lazy("thing", "authorisation request"),
    "catch-all notification": pgettext_lazy("thing", "catch-all notification"),
    "change of a decision period": pgettext_lazy("thing", "change of a decision period"),
    "choice of a rule set": pgettext_lazy("thing", "choice of a rule set"),
    "consultation": pgettext_lazy("thing", "consultation"),
    "consulted body": pgettext_lazy("thing", "consulted body"),
    "control list entry": pgettext_lazy("thing", "control list entry"),
    "entry text": pgettext_lazy("thing", "text of an entry"),
    "extension": pgettext_lazy("thing", "extension"),
    "file": pgettext_lazy("thing", "file"),
    "objection procedure": pgettext_lazy("thing", "objection procedure"),
    "proposal": pgettext_lazy("thing", "proposal"),
    "reference change": pgettext_lazy("thing", "change of reference data"),
    "standard text": pgettext_lazy("thing", "standard text"),
    "withdrawal of a refusal": pgettext_lazy("thing", "withdrawal of a refusal"),
}

STATUSES = {
    "active": pgettext_lazy("status", "in use"),
    "advised": pgettext_lazy("status", "answered with advice"),
    "approved": pgettext_lazy("status", "approved"),
    "asked": pgettext_lazy("status", "waiting for advice"),
    "clean": pgettext_lazy("status", "checked"),
    "closed": pgettext_lazy("status", "closed"),
    "corrected": pgettext_lazy("status", "corrected"),
    "delisted": pgettext_lazy("status", "delisted"),
    "discarded": pgettext_lazy("status", "discarded"),
    "dropped": pgettext_lazy("status", "not needed any more"),
    "draft": pgettext_lazy("status", "a draft"),
    "granted": pgettext_lazy("status", "granted"),
    "information_requested": pgettext_lazy("status", "waiting for information"),
    "listed": pgettext_lazy("status", "listed"),
    "no_authorisation_required": pgettext_lazy("status", "answered: no authorisation required"),
    "open": pgettext_lazy("status", "open"),
    "proposed": pgettext_lazy("status", "proposed"),
    "published": pgettext_lazy("status", "published"),
    "quarantined": pgettext_lazy("status", "waiting for its check"),
    "refused": pgettext_lazy("status", "refused"),
    "rejected": pgettext_lazy("status", "rejected"),
    "retired": pgettext_lazy("status", "retired"),
    "returned": pgettext_lazy("status", "returned"),
    "submitted": pgettext_lazy("status", "submitted"),
    "under_review": pgettext_lazy("status", "under review"),
    "withdrawn": pgettext_lazy("status", "withdrawn"),
}

DONE = {
    "advise": pgettext_lazy("done to it", "answered with advice"),
    "answer": pgettext_lazy("done to it", "answered"),
    "approve": pgettext_lazy("done to it", "approved"),
    "assign": pgettext_lazy("done to it", "assigned"),
    "ask": pgettext_lazy("done to it", "asked about"),
    "ask_again": pgettext_lazy("done to it", "asked again"),
    "assess": pgettext_lazy("done to it", "red flag assessed"),
    "correct": pgettext_lazy("done to it", "corrected"),
    "declare_conflict": pgettext_lazy("done to it", "conflict of interest declared"),
    "delist": pgettext_lazy("done to it", "delisted"),
    "discard": pgettext_lazy("done to it", "discarded"),
    "draft_conditions": pgettext_lazy("done to it", "conditions drafted"),
    "drop": pgettext_lazy("done to it", "dropped"),
    "extend": pgettext_lazy("done to it", "extended"),
    "grant": pgettext_lazy("done to it", "granted"),
    "lapse": pgettext_lazy("done to it", "let lapse"),
    "lift_conflict": pgettext_lazy("done to it", "conflict of interest lifted"),
    "list": pgettext_lazy("done to it", "closed with a listing"),
    "pass": pgettext_lazy("done to it", "passed"),
    "proceed": pgettext_lazy("done to it", "continued without the answer"),
    "propose": pgettext_lazy("done to it", "decided by a proposal"),
    "publish": pgettext_lazy("done to it", "published"),
    "record": pgettext_lazy("done to it", "answered, as recorded by an officer"),
    "refuse": pgettext_lazy("done to it", "refused"),
    "reject": pgettext_lazy("done to it", "rejected"),
    "release": pgettext_lazy("done to it", "answered: no authorisation required"),
    "remind": pgettext_lazy("done to it", "reminded"),
    "reopen": pgettext_lazy("done to it", "reopened"),
    "resume": pgettext_lazy("done to it", "taken up again"),
    "retract": pgettext_lazy("done to it", "relieved of a question"),
    "retire": pgettext_lazy("done to it", "retired"),
    "return": pgettext_lazy("done to it", "returned"),
    "send": pgettext_lazy("done to it", "sent to the second reader"),
    "submit": pgettext_lazy("done to it", "submitted"),
    "take": pgettext_lazy("done to it", "taken"),
    "withdraw": pgettext_lazy("done to it", "withdrawn"),
}


def thing(name: str) -> Any:
    return _word(THINGS, name)


def status(code: str) -> Any:
    return _word(STATUSES, code)


def done(event: str) -> Any:
    return _word(DONE, event)


def listing(events: Iterable[str]) -> Any:
    """Such as: withdrawn, taken; in the reader's language."""
    return joined([done(event) for event in events])


def _word(words: Mapping[str, Any], code: str) -> Any:
    return words.get(str(code)) or str(code).replace("_", " ")
