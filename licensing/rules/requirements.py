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
from exportctl.core.shapes import Errors, error
from licensing.rules.requests import LegalBasis, Outcome


class State(StrEnum):
    STANDS = "stands"
    LIFTED = "lifted"


class Event(StrEnum):
    SHARE = "share"
    PASS_ON = "pass_on"  # by an authority that was told, to its own customs: the requirement stays what it is
    LIFT = "lift"  # with the decision that imposed it


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
