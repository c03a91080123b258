"""What a procedure refuses, beyond the kernel's family (contract: named 403 and 409)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exportctl.core.errors import DomainError, Invalid, StaleState


class NotifyingState(DomainError):
    """The state whose refusal is being looked at takes no part in looking at it."""

    code = "notifying_state"
    status = 403
    default_message = _("Your Member State notified this refusal. Only the others take positions.")


class Closed(DomainError):
    code = "closed"
    default_message = _("This procedure takes no more positions.")


class TooLate(DomainError):
    code = "too_late"
    default_message = _("The last day has passed.")


class StalePosition(StaleState):
    """`latest` is what the Member State holds now, `yours` what was sent."""


class AlreadyExtended(DomainError):
    code = "already_extended"
    default_message = _("This procedure has been extended once; there is no second extension.")


class NamesHidden(Invalid):
    """Whose name it is stays unsaid: the answer must not confirm a guess."""

    code = "names_exporter"
    default_message = _(
        "This text holds a name or number that the procedure does not disclose. Leave the company and its EORI out."
    )


class AlreadyReleased(DomainError):
    code = "already_released"
    default_message = _("This is released already; the other states see it.")


class PopulationsOutdated(DomainError):
    """New figures count from each 1 January (Council Rules of Procedure, Article 11(6))."""

    code = "populations_outdated"

    @staticmethod
    def because(*, held: str, year: int) -> str:
        message = gettext(
            "The population figures held are those of %(held)s; a procedure that opens in %(year)d needs the set of"
            " that year. The Commission enters it under Reference data."
        )
        return message % {"held": held, "year": year}


class EvidenceDisputed(DomainError):
    """Positions, audit trail and outcome do not agree: somebody went around the product."""

    code = "evidence_disputed"
    default_message = _(
        "The records of %(reference)s contradict the audit trail, so nothing is signed."
        " Ask whoever runs this site to run verify_all, which says what differs."
    )
