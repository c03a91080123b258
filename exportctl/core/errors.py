"""Everything the product refuses, as one family: what is wrong, with the number or date, then what to do.

Pure but for the lazy translation of sentences: `exportctl.core.api.problems` and the forms render it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from exportctl.core import vocabulary
from exportctl.core.i18n import fill
from exportctl.core.i18n import gettext_lazy as _

Pointed = Mapping[str, object]  # {"pointer": "/end_user/name", "detail": "…"}


class DomainError(Exception):
    """`code` is for machines, `message` for people, `status` is the HTTP number, `extra` travels along."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    default_message: ClassVar[Any] = _("This is not possible now.")

    def __init__(self, message: Any = None, *, errors: Iterable[Pointed] = (), **extra: Any) -> None:
        self.message = self.default_message if message is None else message
        self.errors = [dict(error) for error in errors]
        self.extra = extra
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)

    @property
    def title(self) -> str:
        return title(self.code)


def title(code: str) -> str:
    """`quantity_exceeded` as words: "Quantity exceeded"."""
    return code.replace("_", " ").capitalize()


class NotFound(DomainError):
    code = "not_found"
    status = 404
    default_message = _("There is nothing at this address, or nothing that you may see.")


class Forbidden(DomainError):
    code = "forbidden"
    status = 403
    default_message = _("You may not do this.")


class PrincipalNeeded(DomainError):
    """Somebody may act for several organisations and has not said for which."""

    code = "principal_needed"
    status = 409
    default_message = _("You may act for several organisations. Choose in whose name you act.")


class Elsewhere(DomainError):
    """What was asked for lies at another address by now: who reads is led there, who writes keeps the words.

    `is_own`: the reader did it, and pressed the button twice; there is nothing to say.
    """

    code = "elsewhere"

    def __init__(self, message: Any, *, url: str, is_own: bool = False) -> None:
        super().__init__(message)
        self.url, self.is_own = url, is_own


class FourEyes(DomainError):
    """The second pair of eyes has to be somebody else's."""

    code = "four_eyes"
    status = 403
    default_message = _("You proposed this yourself. A colleague has to approve it.")


class Pending(DomainError):
    """One proposal at a time waits for its second officer."""

    code = "pending"
    default_message = _("A colleague's proposal waits already. Approve or discard it first.")


class OwnSeat(DomainError):
    """Whoever administers people cannot leave that to nobody by a click."""

    code = "own_seat"
    status = 409
    default_message = _(
        "This is your own seat for administering people. A colleague who administers people takes it from you."
    )


class LastManager(DomainError):
    code = "last_manager"
    status = 409
    default_message = _(
        "Nobody without an end date would be left who administers the people. Give this seat to somebody"
        " else first."
    )


class Invalid(DomainError):
    code = "invalid"
    status = 422
    default_message = _("Some values are wrong. Correct them, then send again.")


class TooManyTries(DomainError):
    """A page that anybody may open was asked for too often from one address."""

    code = "too_many_tries"
    status = 429
    default_message = _("Too many tries from your network within a minute. Wait a minute, then try again.")


class WrongStatus(DomainError):
    code = "wrong_status"
    status = 409

    @classmethod
    def because(cls, *, thing: str, current: str, event: str, allowed: Sequence[str]) -> "WrongStatus":
        """`event` does not fit a `thing` that is `current`; `allowed` are the events that do."""
        words = {
            "thing": vocabulary.thing(thing),
            "status": vocabulary.status(thing, current),
            "done": vocabulary.done(thing, event),
            "possible": vocabulary.listing(thing, allowed),
        }
        text = (
            _("This %(thing)s is %(status)s; it cannot be %(done)s. It can be: %(possible)s.")
            if allowed
            else _("This %(thing)s is %(status)s; it cannot be %(done)s.")
        )
        return cls(fill(text, words), current=current, allowed=list(allowed))


class StaleState(DomainError):
    """The object changed after the caller read it."""

    code = "stale"
    status = 409
    default_message = _("This changed while you were looking at it. Reload the page, then decide again.")


class YearsNotHeld(DomainError):
    """A date lies in a year whose public holidays are not held, so nobody can say what a working day is."""

    code = "invalid"
    status = 422

    def __init__(
        self, *, year: int, years: Iterable[int], errors: Iterable[Pointed] = (), way_on: Any = ""
    ) -> None:
        """`way_on`: what to do next, as a sentence."""
        known = sorted(years)
        message = fill(
            _known_years_text(known), {"years": ", ".join(map(str, known)), "year": year} | _ends(known)
        )
        message = f"{message} {way_on}".rstrip() if way_on else message
        super().__init__(message, errors=errors, years=known)
        self.year = year


def _known_years_text(known: list[int]) -> Any:
    if not known:
        return _("No public holidays are held yet; %(year)d cannot be worked out.")
    if len(known) > 1 and known == list(range(known[0], known[-1] + 1)):
        return _("Public holidays are held for %(first)d to %(last)d; %(year)d is not.")
    return _("Public holidays are held for %(years)s; %(year)d is not.")


def _ends(known: list[int]) -> dict[str, int]:
    return {"first": known[0], "last": known[-1]} if known else {}
