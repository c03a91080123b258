"""Which parts of the site a person finds in the header, by the seats they hold."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core.rules.permissions import Permission

OVERVIEW = (_("Overview"), "desks:dashboard")
NOTIFICATIONS = (_("Notifications"), "desks:exporter_cases")
CATALOGUE = (_("Catalogue"), "desks:catalogue_home")
WORKLIST = (_("Worklist"), "desks:worklist")
SEARCH = (_("Search"), "desks:search")
TEAM = (_("Team"), "desks:team")
PROCEDURES = (_("Procedures"), "notifications:procedure_list")
MONITOR = (_("Monitor"), "desks:monitor")
TEXTS = (pgettext_lazy("section", "Texts"), "controllist:texts")
REFERENCE = (pgettext_lazy("section", "Reference"), "desks:reference")
PEOPLE = (pgettext_lazy("colleagues", "People"), "core:people")
SHIPMENTS = (_("Check a shipment"), "desks:screening")
CONTROL_LIST = (_("Control list"), "controllist:list")
CHANGES = (_("Changes"), "controllist:changes")
STATISTICS = (_("Statistics"), "desks:statistics")
VERIFY = (_("Verify"), "desks:verify")
TRUST = (_("Trust"), "core:trust")

# The first section of the first seat is the person's desk.
OF_SEAT = {
    Permission.FILE: (OVERVIEW, NOTIFICATIONS, CATALOGUE),
    Permission.HANDLE: (WORKLIST, SEARCH, PROCEDURES, TEAM),
    Permission.TAKE_POSITION: (PROCEDURES,),
    Permission.ADMINISTER: (MONITOR, PROCEDURES, TEXTS, REFERENCE),
    Permission.CHECK_SHIPMENTS: (SHIPMENTS,),
    Permission.MANAGE: (PEOPLE,),
}
# A case lies under the list it was opened from.
KIN = {"/worklist": ("/cases",), "/cases": ("/notifications",), "/monitor": ("/reference",)}
PUBLIC = (CONTROL_LIST, CHANGES, STATISTICS, VERIFY, TRUST)


@dataclass(frozen=True)
class Section:
    label: Any
    url: str
    current: bool


def sections(permissions: set[str], path: str) -> list[Section]:
    """The header's links in order; the one that `path` lies under is current."""
    chosen = [part for permission, parts in OF_SEAT.items() if permission in permissions for part in parts]
    links = dict.fromkeys([*chosen, CONTROL_LIST] if chosen else PUBLIC)
    placed = [(label, url) for label, name in links if (url := _address(name))]
    here = max((url for _label, url in placed if _is_under(path, url)), key=len, default="")
    return [Section(label, url, url == here) for label, url in placed]


def desk(permissions: set[str]) -> str:
    """Where somebody with these seats starts work; the public home for everyone else."""
    own = [section.url for section in sections(permissions, "") if permissions]
    return own[0] if own else "/"


def _is_under(path: str, url: str) -> bool:
    return any(
        path == start or path.startswith(f"{start.rstrip('/')}/") for start in (url, *KIN.get(url, ()))
    )


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
