"""What a customs office asks an authority without keeping anything back: is this listed, covered, the consignee? Pure.

No hold of Article 21(3): no ground, no last day, nothing is released by silence. The answer is information of one
officer, no decision; its number is what customs cite. One that becomes a hold is over: the same is not asked twice.
"""

from enum import StrEnum

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Code, Object, Pattern, Text
from licensing.rules.exporters import EORI, EORI_WORDS, clean_eori
from licensing.rules.write_offs import MOST_OFFICE, movement_number

MOST_PAPERS = 5  # photographs and papers of one enquiry


class State(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"


class Event(StrEnum):
    ASK = "ask"
    ANSWER = "answer"
    TAKE_BACK = "take_back"
    KEEP_BACK = "keep_back"  # customs make a hold of it
    ADD_PAPER = "add_paper"  # to one that waits


HANDLE, CHECK = Permission.HANDLE, Permission.CHECK_SHIPMENTS
CUSTOMS_ENQUIRY = Machine(
    "customs enquiry",
    (
        (State.ASKED,    Event.ANSWER,    State.ANSWERED,   HANDLE),
        (State.ASKED,    Event.TAKE_BACK, State.TAKEN_BACK, CHECK),
        (State.ASKED,    Event.KEEP_BACK, State.TAKEN_BACK, CHECK),
        (State.ANSWERED, Event.KEEP_BACK, State.ANSWERED,   CHECK),
    ),
    initial=State.ASKED,
    label=pgettext_lazy("thing", "customs enquiry"),
    words={
        State.ASKED: pgettext_lazy("status of a customs enquiry", "asked"),
        State.ANSWERED: pgettext_lazy("status of a customs enquiry", "answered"),
        State.TAKEN_BACK: pgettext_lazy("status of a customs enquiry", "taken back"),
    },
)  # fmt: skip

ENQUIRY = Object(
    members={
        "question": Text(most=2000, lines=True, gap=_("Say what you want to know")),
        "mrn": Code(read=movement_number, written=r"[0-9]{2}[A-Za-z]{2}[A-Za-z0-9]{14}", required=False),
        "authorisation": Text(most=40, required=False),
        "exporter_eori": Pattern(form=EORI, message=EORI_WORDS, clean=clean_eori, required=False),
        "customs_office": Text(most=MOST_OFFICE, gap=_("Give the code of the customs office")),
    }
)
ENQUIRY_ANSWER = Object(
    members={"answer": Text(most=4000, lines=True, gap=_("Answer in a sentence or more"))}
)
