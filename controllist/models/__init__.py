from controllist.models.annex import AnnexEntry
from controllist.models.entries import ControlListEntry, Edition, ListHead
from controllist.models.log import LogHead, LogLeaf

__all__ = ["AnnexEntry", "ControlListEntry", "Edition", "ListHead", "LogHead", "LogLeaf"]
