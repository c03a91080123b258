"""What a request refuses, beyond the kernel's family (contract: named 409 and 422)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from exportctl.core.errors import DomainError, Invalid
from exportctl.core.formatting import long_day
from exportctl.core.i18n import fill
from licensing.rules.write_offs import Period


class Taken(DomainError):
    code = "taken"
    default_message = _("A colleague has taken this case. Ask them to hand it over.")


class NotAssigned(DomainError):
    code = "not_assigned"
    default_message = _("Only the officer who took the case may do this. Take it first.")


class NotRegistered(DomainError):
    """The company may draft; sending comes after its registration is approved."""

    code = "not_registered"


class TooManyLinks(DomainError):
    """Each link is a mail to a stranger."""

    code = "too_many_links"
    status = 429


class LinkOver(DomainError):
    """A link that can be used no more; `standing` says why."""

    code = "link_over"
    default_message = _("This link can be used no more.")

    def __init__(self, standing: str) -> None:
        super().__init__()
        self.standing = standing


class ConsultationOpen(DomainError):
    """`bodies` have until their day; `changed` advised on other conditions."""

    code = "consultation_open"


class Incomplete(Invalid):
    code = "incomplete"
    default_message = _("Some answers are missing. Each error names its field.")


class NamesExporter(Invalid):
    code = "names_exporter"
    default_message = _(
        "These words name the exporter. Other states and the public must not read the name: rephrase."
    )


class NotLaw(Invalid):
    """A signed decision needs a basis in law (Articles 41 and 52(1) of the Charter)."""

    code = "not_law"
    default_message = _(
        "This basis is not law. Choose a provision in force, or store the national provision that makes it law"
        " under Team, Letterhead."
    )


class NotThisRegime(Invalid):
    """Article 5(5)–(6) starts from a requirement imposed under Article 5."""

    code = "not_this_regime"
    default_message = _(
        "Under the rules chosen now, Regulation (EU) 2021/821, Article 5(5)–(6), a decision rests on Article 5."
        " Choose Article 5."
    )


_BEFORE_A_GRANT = _(
    "Before a grant other Member States have to be heard: %(states)s, until %(last)s at the latest. Their"
    " silence counts from the day after; until then refuse, or wait."
)
_BEFORE_A_GRANT_UNCOUNTED = _(
    "Before a grant other Member States have to be heard: %(states)s. The last day for their answer is"
    " known once the public holidays of its year are entered; until they answer refuse, or wait."
)
# Article 16(5) asks before an authority decides whether or not to grant.
_BEFORE_A_DECISION = _(
    "Before you decide whether or not to grant, other Member States have to be heard (Article 16(5)): %(states)s,"
    " until %(last)s at the latest. Their silence counts from the day after; wait until then."
)
_BEFORE_A_DECISION_UNCOUNTED = _(
    "Before you decide whether or not to grant, other Member States have to be heard (Article 16(5)): %(states)s. The"
    " last day for their answer is known once the public holidays of its year are entered; wait until they answer."
)


class ConsultationPending(DomainError):
    """Other Member States have until `until` to answer (Articles 14 and 16(5)); `states` are theirs."""

    code = "consultation_pending"

    @classmethod
    def until(cls, last: date | None, states: Sequence[str], *, may_refuse: bool) -> Self:
        """`last` is None where one of the last days cannot be counted yet; `may_refuse`: a refusal need not wait."""
        words = {"states": ", ".join(states), "last": long_day(last) if last else ""}
        if may_refuse:
            message = _BEFORE_A_GRANT if last else _BEFORE_A_GRANT_UNCOUNTED
        else:
            message = _BEFORE_A_DECISION if last else _BEFORE_A_DECISION_UNCOUNTED
        return cls(fill(message, words), until=last.isoformat() if last else None, states=list(states))

    @classmethod
    def of_interests(cls, last: date | None, states: Sequence[str]) -> Self:
        """Another state fears for its essential security interests, and was not answered yet (Article 14(2))."""
        message = _(
            "These Member States see their essential security interests at stake: %(states)s (Article 14(2)). Consult"
            " them and answer before you grant, or wait until the consultation is over; a refusal need not wait."
        )
        words = {"states": ", ".join(states)}
        return cls(fill(message, words), until=last.isoformat() if last else None, states=list(states))


class ObjectionBinds(DomainError):
    """The Member State where the items lie has objected (Article 14(1)): nobody grants it."""

    code = "objection_binds"

    @classmethod
    def of(cls, state: str) -> Self:
        message = _(
            "%(state)s, where the items lie, objects to the grant, and its objection binds (Article 14(1))."
            " Refuse, or let the exporter change the request."
        )
        return cls(fill(message, {"state": state}), state=state)


class AnswerTooLate(DomainError):
    """Silence has counted: an answer changes nothing any more."""

    code = "too_late"

    @classmethod
    def since(cls, last: date) -> Self:
        message = _("The last day for an answer was %(last)s; silence has counted since.")
        return cls(fill(message, {"last": long_day(last)}), due_on=last.isoformat())


class Held(DomainError):
    """Customs keep this declaration back (Article 21): nothing leaves under it."""

    code = "held"

    @classmethod
    def until_reply(cls, mrn: str, hold: str) -> Self:
        """While the last day of the hold cannot be counted yet."""
        message = _(
            "%(mrn)s is kept back by customs until the authority replies; the last day cannot be counted yet."
        )
        return cls(fill(message, {"mrn": mrn}), hold=hold, due_on=None)

    @classmethod
    def by(cls, mrn: str, hold: str, last: date | None) -> Self:
        """`last`: the day until which the authority may still reply; None once it keeps it back."""
        if last:
            message = _(
                "%(mrn)s is kept back by customs until the authority replies, %(last)s at the latest."
            )
            words = {"mrn": mrn, "last": long_day(last)}
            return cls(fill(message, words), hold=hold, due_on=last.isoformat())
        message = _("%(mrn)s is kept back: the authority did not release it.")
        return cls(fill(message, {"mrn": mrn}), hold=hold, due_on=None)

    @classmethod
    def over(cls, mrn: str, hold: str) -> Self:
        """What was kept back was given up, returned, seized or destroyed."""
        message = _("%(mrn)s was not released, and is over: the goods do not leave under it. See the hold.")
        return cls(fill(message, {"mrn": mrn}), hold=hold, due_on=None)


class AuthorisationOver(DomainError):
    """Its last day has passed: there is nothing left to suspend, reinstate, revoke or give back."""

    code = "wrong_status"

    @classmethod
    def since(cls, reference: str, last: date) -> Self:
        """`last` is the last day on which it was valid."""
        message = _(
            "%(reference)s expired after %(last)s: it can be renewed, corrected or annulled, and nothing else."
        )
        return cls(fill(message, {"reference": reference, "last": last.isoformat()}), current="expired")

    @classmethod
    def exhausted(cls, reference: str) -> Self:
        """Nothing of it is left that could move to another number."""
        message = _(
            "Nothing is left of %(reference)s that could move to another number: it takes a new request."
        )
        return cls(fill(message, {"reference": reference}), current="exhausted")


class MatchOpen(DomainError):
    """A party of the request is like a listed name, and nobody has said yet whether it is the same."""

    code = "match_open"
    default_message = _(
        "A party of this case is like a name on a list. Release or confirm each hit first: a grant waits for it."
    )

    @classmethod
    def before_it_lives_on(cls, reference: str, hits: int) -> Self:
        """Of the case behind an authorisation that two officers would renew, split, issue anew, extend or amend."""
        message = _(
            "A party of %(reference)s is like a name on a list, to which it was compared anew. Release or confirm each"
            " hit on the page of that case first."
        )
        return cls(fill(message, {"reference": reference}), matches=hits)


class Prohibited(Invalid):
    """The stored law forbids the export, and nothing that would lift it is named."""

    code = "prohibited"
    default_message = _(
        "A restrictive measure prohibits this export. Only a grant that names an exemption or a derogation can be"
        " proposed."
    )


class NotForThis(DomainError):
    """The declaration is another exporter's, or goes elsewhere."""

    code = "not_for_this"


class NotValid(DomainError):
    """On the day on which the declaration was accepted the authorisation covered nothing."""

    code = "not_valid"
    SENTENCES: ClassVar[Mapping[str, Any]] = {
        "suspended": _("%(reference)s was suspended on %(day)s, the day of acceptance."),
        "revoked": _("%(reference)s was revoked by %(day)s, the day of acceptance."),
        "annulled": _("%(reference)s was annulled: it has never been valid."),
        "surrendered": _("%(reference)s was given back by %(day)s, the day of acceptance."),
        "replaced": _(
            "%(reference)s was replaced by %(successors)s, to which what was left has moved: write the declaration off"
            " from there."
        ),
        "expired": _("%(reference)s was valid until %(last)s; the declaration was accepted on %(day)s."),
        "not_yet": _("%(reference)s is valid from %(first)s; the declaration was accepted on %(day)s."),
    }
    WITHOUT_CODE: ClassVar[Any] = _(
        "%(reference)s rests on rules that are not in force, or is of a kind without a customs document code:"
        " nothing is written off from it."
    )

    @classmethod
    def on(cls, message: str, status: str, period: Period) -> Self:
        """What was wrong on that day, with the days between which it is valid."""
        read_as = "valid" if status == "not_yet" else status
        return cls(
            message,
            authorisation_status=read_as,
            valid_from=period.first.isoformat(),
            valid_until=period.last.isoformat() if period.last else None,
        )


class WrongUnit(DomainError):
    code = "wrong_unit"


class QuantityExceeded(DomainError):
    code = "quantity_exceeded"


class ValueExceeded(DomainError):
    code = "value_exceeded"


class AlreadyWrittenOff(DomainError):
    """The same declaration took another quantity from this line."""

    code = "already_written_off"


class IcpRequired(DomainError):
    """Annex II, Section G: whoever uses EU007 has an internal compliance programme; a state may ask it of others."""

    code = "icp_required"
    default_message = _(
        "This general authorisation needs an internal compliance programme. Record its version and the day of its"
        " adoption on the page of your company, then register."
    )


class Barred(DomainError):
    """Article 12(7): the authority has forbidden the exporter to use it."""

    code = "barred"
    default_message = _(
        "Your authority has forbidden your company to use this general authorisation. Its letter says on what law, why"
        " and what you can do against it; until it is lifted, ask for an individual authorisation."
    )


class UseNotified(DomainError):
    """The day of the first use has passed: another one cannot take its place."""

    code = "already_notified"


class SecondOfficerNeeded(DomainError):
    """This act takes two officers, everywhere or by a rule of the authority."""

    code = "second_officer_needed"
    default_message = _("This takes a second officer: put it forward.")


class SandboxFull(DomainError):
    """One account tries out so much a day and no more."""

    code = "sandbox_full"
