"""What the application may do with the tables of the EU-wide list (exportctl/core/legal.py)."""

from exportctl.core.legal import Settled, Tables

TABLES = Tables(
    legal=(
        "controllist_edition",
        "controllist_logleaf",
        "controllist_loghead",
    ),
    frozen={"controllist_controllistentry": ("status",)},
    settled={"controllist_entrytext": Settled(open=("draft", "proposed"))},
    workflow=(
        "controllist_annexentry",
        "controllist_listhead",
        "controllist_entrytext",
    ),
)
