"""Does an entry bind? (contract: LIST_BINDS.)"""

from django.conf import settings

from controllist.models import ControlListEntry
from exportctl import env
from exportctl.core import clock


def list_binds() -> bool:
    """Whether entries of a regime not in force bind here: as set, otherwise only in a demonstration."""
    if not settings.LIST_BINDS:
        return clock.is_demonstration()
    return settings.LIST_BINDS.strip().lower() in env.TRUE


def binds(entry: ControlListEntry, *, destination: str, not_in_force_too: bool) -> bool:
    """Does `entry` require an authorisation for an export to `destination`?

    An entry by agreement (Regulation (EU) 2021/821, Article 5(6)) binds for the destination agreed on alone.
    """
    if not (entry.in_force or not_in_force_too):
        return False
    return entry.binds_anywhere or entry.destination == destination
