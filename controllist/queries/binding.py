"""Does an entry bind, and what does it mean? (contract: LIST_BINDS.)"""

from django.conf import settings

from controllist.models import ControlListEntry
from controllist.rules.entries import Status
from controllist.rules.meanings import Meaning, meaning
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


def meaning_of(
    entry: ControlListEntry, *, destination: str = "", not_in_force_too: bool | None = None
) -> Meaning:
    """What `entry` means for an export to `destination`: one sentence for pages, notices, mails and REST."""
    return meaning(
        code=entry.code,
        in_force=entry.in_force,
        destination=entry.destination,
        applied=list_binds() if not_in_force_too is None else not_in_force_too,
        export_to=destination,
        delisted=entry.status == Status.DELISTED,
    )
