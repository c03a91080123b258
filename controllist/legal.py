"""What the application may do with the tables of the EU-wide list (exportctl/core/legal.py)."""

from exportctl.core.legal import ANSWER, ANSWERED, Settled, Tables

TABLES = Tables(
    legal=(
        "controllist_edition",
        "controllist_logleaf",
        "controllist_loghead",
    ),
    frozen={
        "controllist_controllistentry": ("status",),  # everything else is written by the log's own trigger
        "controllist_entrychange": ANSWER,
        "controllist_tableimport": (*ANSWER, "begun", "changed", "ended"),
        "controllist_searchword": (),  # a word is added once and stays
    },
    settled={
        "controllist_entrytext": Settled(open=("draft", "proposed")),
        "controllist_entrychange": ANSWERED,
        "controllist_tableimport": ANSWERED,
    },
    workflow=(
        "controllist_annexentry",
        "controllist_cncorrelation",
        "controllist_nationalentry",
        "controllist_listhead",
        "controllist_editionpaper",
        "controllist_entrytext",
        "controllist_searchdocument",
    ),
)
