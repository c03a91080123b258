"""What an Office document would fetch or start by itself when somebody opens it. A link to click is none of it."""

import re

from exportctl.core.rules.uploads.kinds import Finding, Refused
from exportctl.core.rules.uploads.xml_parts import XmlPart

_EXCHANGE = frozenset({"ddeLink", "dde-source", "dde-link", "dde-connection-decl", "dde-connection"})
_RUNS = frozenset({"event-listener", "script", "plugin", "applet"})
_FETCHES = frozenset(
    {"image", "object", "section-source", "table-source", "object-ole", "floating-frame", "webPr"}
)
# Elements whose attributes are looked at.
WANTED = frozenset({"Relationship", "encryption-data", *_EXCHANGE, *_RUNS, *_FETCHES})
# Another computer: any scheme but a file's own disk, and the shares of Windows.
_ELSEWHERE = re.compile(
    r"\s*(?:https?:|ftp:|smb:|mhtml:|ms-|x-usc:|//|\\\\|file:(?:/{0,3}\\\\|//(?![/.])|/{4,}))", re.I
)
_CLICKED = re.compile(r"/(hyperlink|externalLinkPath|externalLinkLong)$")  # Excel asks before it looks
# Word's fields, and Excel's way to call a program: cmd|' /c calc'!A0
_COMMAND = re.compile(r"\s*\"?DDE(AUTO)?\b|[\w.'\"]{1,60}\|[^!|]{0,200}!", re.IGNORECASE)
_INCLUDES = re.compile(r"\s*(INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD)\s", re.IGNORECASE)


def check(part: XmlPart) -> None:
    """Raises Refused: a program, or something that reaches another computer."""
    for name, attributes in part.elements:
        if name in _EXCHANGE or name in _RUNS:
            raise Refused(Finding.PROGRAM, name)
        if name == "Relationship" and attributes.get("TargetMode") == "External":
            target = attributes.get("Target", "")
            if not _CLICKED.search(attributes.get("Type", "")) and _ELSEWHERE.match(target):
                raise Refused(Finding.REMOTE, target[:60])
        address = attributes.get("href") or attributes.get("url") or ""
        if name in _FETCHES and _ELSEWHERE.match(address):
            raise Refused(Finding.REMOTE, address[:60])
    for field in part.fields:
        if _COMMAND.match(field):
            raise Refused(Finding.PROGRAM, field[:20])
        if (named := _INCLUDES.match(field)) and _ELSEWHERE.search(field[named.end() :].lstrip(' "')):
            raise Refused(Finding.REMOTE, field[:60])


def is_elsewhere(address: str) -> bool:
    """Does an address lead to another computer?"""
    return _ELSEWHERE.match(address) is not None
