"""What other Member States are told of a requirement on items that are not listed (Article 4(4)), and its end. Pure.

A refusal is told as a denial (Article 4(6)), a requirement under Article 5 by the procedure that it opens (Article
5(4)–(5)): what is left is a requirement under Article 4. The other states give it due consideration and inform their
customs (Article 4(5)).
"""

from enum import StrEnum

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Date, Errors, Object, Text, error
from licensing.rules.requests import LegalBasis, Outcome
from licensing.rules.shapes import control_entry_of, country_of, member_state_of


class State(StrEnum):
    STANDS = "stands"
    LIFTED = "lifted"


class Event(StrEnum):
    SHARE = "share"
    ENTER = "enter"  # another state's, from its paper
    PASS_ON = "pass_on"  # by an authority that was told, to its own customs: the requirement stays what it is
    LIFT = "lift"  # with the decision that imposed it, or as that state's paper says


class Use(StrEnum):
    """For which of the uses of Article 4(1) the items are or may be intended, by its letter."""

    MASS_DESTRUCTION = "a"
    MILITARY = "b"
    EXPORTED_WITHOUT = "c"


# What a state that is not on this system tells on paper (Article 4(4)).
PAPER = Object(
    members={
        "state": member_state_of(_("Choose the Member State"), required=True),
        "paper_number": Text(most=60, gap=_("Give the number of the paper")),
        "received_on": Date(gap=_("Give the day on which the paper reached you")),
        "imposed_on": Date(gap=_("Give the day on which that state imposed it")),
        "letter": Choice(
            options=tuple(each.value for each in Use), gap=_("Choose the use that it rests on (Article 4(1))")
        ),
        "name": Text(most=200, is_name=True, gap=_("Name the item")),
        "description": Text(most=8000, lines=True, required=False),
        "control_entry": control_entry_of(required=False),
        "destination": country_of(_("Choose the destination")),
        "end_user": Text(most=200, is_name=True, required=False),
        "end_user_address": Text(most=500, required=False),
        "grounds": Text(most=8000, lines=True, required=False),
    }
)
# That it is lifted, from a later paper of the same state.
PAPER_OF_END = Object(
    members={
        "paper_number": Text(most=60, gap=_("Give the number of the paper")),
        "lifted_on": Date(gap=_("Give the day from which nothing is required any more")),
    }
)

SHARED_REQUIREMENT = Machine(
    "shared requirement",
    ((State.STANDS, Event.LIFT, State.LIFTED, Permission.HANDLE),),
    initial=State.STANDS,
    label=pgettext_lazy("thing", "requirement that other states were told of"),
    words={
        State.STANDS: pgettext_lazy("status of a requirement", "standing"),
        State.LIFTED: pgettext_lazy("status of a requirement", "lifted"),
    },
)


def is_told_to_states(*, outcome: str, legal_basis: str) -> bool:
    """Does Article 4(4) want the other Member States and the Commission told of this decision?"""
    return outcome == Outcome.AUTHORISATION_REQUIRED and legal_basis == LegalBasis.ARTICLE_4


def confidence_errors(because: str, *, outcome: str, legal_basis: str) -> Errors:
    """Why nobody is told can be given of a requirement under Article 4 alone."""
    if not because or outcome != Outcome.AUTHORISATION_REQUIRED or legal_basis == LegalBasis.ARTICLE_4:
        return []
    text = _(
        "Under Article 5 the requirement is put to the other Member States all the same: leave out of the dossier what"
        " is too sensitive (Article 5(4))."
    )
    return [error("/confidential_because", text)]
