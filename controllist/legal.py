"""What the application may do with the tables of the EU-wide list (exportctl/core/legal.py)."""

from exportctl.core.legal import Tables

TABLES = Tables(
    legal=(
        "controllist_edition",
        "controllist_logleaf",
        "controllist_loghead",
    ),
    workflow=(
        "controllist_controllistentry",
        "controllist_annexentry",
        "controllist_listhead",
        "controllist_entrytext",
    ),
)
