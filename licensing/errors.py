"""What a request refuses, beyond the kernel's family (contract: named 409 and 422)."""

from django.utils.translation import gettext_lazy as _

from exportctl.core.errors import DomainError, Invalid


class Taken(DomainError):
    code = "taken"
    default_message = _("A colleague has taken this case. Ask them to hand it over.")


class NotAssigned(DomainError):
    code = "not_assigned"
    default_message = _("Only the officer who took the case may do this. Take it first.")


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
