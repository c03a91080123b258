"""Why a draft goes to this authority and to no other of its state."""

from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.core.models import Organisation
from licensing.labels import routing
from licensing.queries.routing_rules import Competence


def competence_words(competence: Competence, *, reference: str = "", established_in: str = "") -> str:
    """A sentence where the state has several authorities, or is not that of establishment; else nothing."""
    if established_in:
        text = _(
            "Your company is established in no Member State: the authority where the items lie is competent"
            " (Article 12(2))."
        )
        return f"{text} {number_words(reference, competence.authority)}".strip()
    if competence.of == 1:
        return ""
    words = {"authority": competence.authority.short_name, "n": competence.of}
    if competence.match is None:
        return (
            _("Your state has %(n)d authorities. No stored rule names another one than %(authority)s.")
            % words
        )
    words["why"] = routing([(each.criterion, each.by) for each in competence.match.because])
    return _("Your state has %(n)d authorities. A stored rule names %(authority)s: %(why)s.") % words


def number_words(reference: str, authority: Organisation) -> str:
    """Of a number that begins with another state than the authority's: why, and that it stays (ADR 27)."""
    begun_in = reference[:2]
    if not reference or begun_in == authority.member_state_id:
        return ""
    return _("The number was given where the draft was begun (%(state)s); it stays.") % {
        "state": country(begun_in)
    }
