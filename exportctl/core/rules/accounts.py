"""Acts on accounts and seats, for the audit trail; and which seats an organisation can give."""

from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission

# An account passes through no states: these acts leave it as it is.
ACCOUNT = Machine("account", (), initial="open")

# Who gives which seat. An authority's officer is not a delegate's seat; one person may hold both.
KIND_OF = {
    Permission.FILE: "exporter",
    Permission.HANDLE: "authority",
    Permission.TAKE_POSITION: "delegation",
    Permission.ADMINISTER: "commission",
    Permission.CHECK_SHIPMENTS: "customs",
}


def separate(held: set[str], wanted: str) -> bool:
    """Separation of duties: who files for an exporter holds no seat of the other side, nor the reverse."""
    return not held or ({*held, wanted} == {"exporter"}) or "exporter" not in {*held, wanted}
