"""The other Member States to choose from; none is chosen beforehand: nobody writes to the first by mistake."""

from django.utils.translation import gettext_lazy as _

from exportctl.core.queries.reference import member_states

CHOOSE = ("", _("Choose"))


def other_states(own_state: str) -> list[tuple[str, str]]:
    """Code and name of each but one's own."""
    return [(each.code, each.name) for each in member_states() if each.code != own_state]
