"""Why a draft goes to this authority and to no other of its state."""

from django.utils.translation import gettext as _

from licensing.labels import routing
from licensing.queries.routing_rules import Competence


def competence_words(competence: Competence, *, established_in: str = "") -> str:
    """A sentence where the state has several authorities, or is not that of establishment; else nothing."""
    if established_in:
        return _(
            "Your company is established in no Member State: the authority where the items lie is competent"
            " (Article 12(2))."
        )
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
