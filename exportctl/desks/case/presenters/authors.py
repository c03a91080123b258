"""Who did something on a case, as its reader may know it: an exporter never learns an officer's name."""

from exportctl.core.models import User
from exportctl.desks.case.queries.cases import Case
from licensing.rules.messages import Side


def author(case: Case, person: User | None, side: str) -> str:
    """The person and whom they act for; of the authority the exporter reads the authority alone."""
    if side == Side.AUTHORITY:
        name = case.request.authority.short_name
        return f"{person}, {name}" if case.is_officer and person else name
    name = case.request.exporter.organisation.short_name
    return f"{person}, {name}" if person else name


def own_side(case: Case) -> Side:
    return Side.AUTHORITY if case.is_officer else Side.EXPORTER
