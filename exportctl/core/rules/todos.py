"""What may wait for a person: each kind with its words, declared by the app whose nouns it is about."""

from dataclasses import dataclass
from typing import Any

from exportctl.core.i18n import gettext_lazy as _


@dataclass(frozen=True, kw_only=True, eq=False)  # one object each: its words differ by the reader's language
class TodoKind:
    """One kind of thing to do: what is to be done, and the words of its button. The facts of a row fill the gaps.

    `words` names the fact that holds what somebody wrote about it, shown beside; `words_are` says what that is
    where the sentence does not; `due` is whose day it has, as
    `exportctl.core.next_steps` says it: the decision, the answer, the advice. `messages` are the kinds of
    messages that ask for the same: they are no news, for this is gone once it is done; of one that is done
    `by_reading` its page, that is seen from its message. What is `shared` may be done by anyone of an office,
    so it counts for nobody; nor does a draft, for which nobody waits. Whose day is `of_another` (an answer that
    somebody else owes) presses less than a day of one's own that has passed, and nobody is told to be late for it.
    """

    code: str
    sentence: Any
    act: Any
    words: str = ""
    words_are: Any = ""
    due: str = ""
    messages: tuple[str, ...] = ()
    by_reading: bool = False
    shared: bool = False
    counts: bool = True
    of_another: bool = False

    @property
    def is_own(self) -> bool:
        """Does it count as waiting for this very person?"""
        return self.counts and not self.shared


ACCEPT_INVITATION = TodoKind(
    code="accept_invitation",
    sentence=_("Accept or decline your invitation"),
    act=_("Read the invitation"),
    messages=("account_made", "seat_offered"),
)
APPROVE_INVITATION = TodoKind(
    code="approve_invitation",
    sentence=_("Approve or discard the seat that %(who)s proposed for %(person)s"),
    act=_("Approve or discard"),
    messages=("seat_waiting",),
)
RENEW_SEAT = TodoKind(
    code="renew_seat",
    sentence=_("The seat of %(who)s ends: give another, or let it end"),
    act=_("Look at the seat"),
)
APPROVE_REFERENCE = TodoKind(
    code="approve_reference",
    sentence=_("Approve or discard the change of reference data that %(who)s proposed"),
    act=_("Approve or discard"),
    messages=("reference_change_waiting",),
)
ENTER_HOLIDAYS = TodoKind(
    code="enter_holidays",
    sentence=_("Enter the public holidays of %(year)s"),
    act=_("Enter them"),
    shared=True,
)
REPORT_HOLIDAYS = TodoKind(
    code="report_holidays",
    sentence=_("Tell the Commission your public holidays of %(year)s: without them no last day is counted"),
    act=_("Read what is held"),
    shared=True,
)
KINDS = (
    ACCEPT_INVITATION,
    APPROVE_INVITATION,
    APPROVE_REFERENCE,
    RENEW_SEAT,
    ENTER_HOLIDAYS,
    REPORT_HOLIDAYS,
)
DAYS_BEFORE_THE_END = 14  # of a seat, from which on its end is something to think of
