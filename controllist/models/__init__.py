from controllist.models.annex import AnnexEntry
from controllist.models.dated_tables import CnCorrelation, NationalEntry
from controllist.models.edition_papers import EditionPaper
from controllist.models.entries import ControlListEntry, Edition, ListHead
from controllist.models.entry_changes import EntryChange
from controllist.models.log import LogHead, LogLeaf
from controllist.models.search import SearchDocument, SearchWord
from controllist.models.table_imports import TableImport
from controllist.models.texts import EntryText

__all__ = [
    "AnnexEntry",
    "CnCorrelation",
    "ControlListEntry",
    "Edition",
    "EditionPaper",
    "EntryChange",
    "EntryText",
    "ListHead",
    "LogHead",
    "LogLeaf",
    "NationalEntry",
    "SearchDocument",
    "SearchWord",
    "TableImport",
]
