"""The answer about the end-use statement: a file, or why the authority is asked to do without (Article 12(4))."""

from dataclasses import dataclass
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import Errors, Object, Pattern, Text, YesNo

DOCUMENT = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
OF_STATEMENT = "/end_use_statement"
STATEMENT = f"{OF_STATEMENT}/document"  # names the file that is the end-use statement


@dataclass(frozen=True)
class EndUseStatement(Object):
    """A file, or the reason why the authority is asked to waive it (Article 12(4)); a file counts first."""

    def missing(self, value: Any, pointer: str) -> Errors:
        given = value or {}
        if given.get("document") or not self.required:
            return []
        if given.get("waived"):
            return self.members["reason"].missing(given.get("reason"), f"{pointer}/reason")
        name = "document" if given.get("waived") is False else "waived"
        return self.members[name].missing(None, f"{pointer}/{name}")


def end_use_statement(*, required: bool) -> EndUseStatement:
    return EndUseStatement(
        members={
            "waived": YesNo(gap=_("Say whether you have an end-use statement")),
            "reason": Text(most=4000, gap=_("Say why you ask to go without an end-use statement")),
            "document": Pattern(
                form=DOCUMENT,
                message=_("Give the id of a document of this request."),
                clean=str.lower,
                gap=_("Add the end-use statement and choose it"),
            ),
        },
        required=required,
    )
