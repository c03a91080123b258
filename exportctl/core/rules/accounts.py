"""Acts on accounts and seats, for the audit trail; and which seats an organisation can give."""

from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission

# An account passes through no states: these acts leave it as it is.
ACCOUNT = Machine("account", (), initial="open")

# Public bodies, whose people the Commission may administer as well; an exporter's are its own affair.
PUBLIC_BODIES = frozenset({"authority", "delegation", "customs"})

# Who gives which seat. An authority's officer is not a delegate's seat; one person may hold both.
KINDS_OF = {
    Permission.FILE: frozenset({"exporter"}),
    Permission.HANDLE: frozenset({"authority"}),
    Permission.TAKE_POSITION: frozenset({"delegation"}),
    Permission.ADMINISTER: frozenset({"commission"}),
    Permission.CHECK_SHIPMENTS: frozenset({"customs"}),
    Permission.MANAGE: PUBLIC_BODIES | {"exporter", "commission"},
}


def seats_given_by(kind: str) -> list[Permission]:
    """What an organisation of this kind lets people do."""
    return [permission for permission, kinds in KINDS_OF.items() if kind in kinds]


def separate(held: set[str], wanted: str) -> bool:
    """Separation of duties: who files for an exporter holds no seat of the other side, nor the reverse."""
    return not held or ({*held, wanted} == {"exporter"}) or "exporter" not in {*held, wanted}
