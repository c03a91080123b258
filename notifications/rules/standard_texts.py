"""The authority's standard texts: shipped as data, changed by two officers of the Commission. Pure."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from licensing.rules.requests import Outcome

DATA = Path(__file__).parent.parent / "data"
LANGUAGES = ("en", "de", "fr")
KINDS = ("grounds", "conditions")
FOR = {  # which outcomes a text is meant for, by its word in the data; the empty one is for every grant
    "refusal": (Outcome.REFUSE, Outcome.AUTHORISATION_REQUIRED),
    "grant": (Outcome.GRANT, Outcome.GRANT_WITH_CONDITIONS),
    "no_authorisation_required": (Outcome.NO_AUTHORISATION_REQUIRED,),
    "": (Outcome.GRANT_WITH_CONDITIONS,),
}

STANDARD_TEXT = four_eyes_machine(
    "standard text", Permission.ADMINISTER, label=pgettext_lazy("thing", "standard text")
)


@dataclass(frozen=True)
class Text:
    """One text in three languages. Version 1 comes with the product."""

    key: str
    kind: str
    outcome: str
    titles: dict[str, str]
    texts: dict[str, str]
    version: int = 1

    @property
    def retired(self) -> bool:
        """A version without words takes the text out of what officers are offered."""
        return not any(self.texts.values())

    def title(self, language: str) -> str:
        return self.titles.get(language[:2]) or self.titles["en"]

    def text(self, language: str) -> str:
        return self.texts.get(language[:2]) or self.texts["en"]


@cache
def shipped() -> tuple[Text, ...]:
    """The texts that come with the product, in the order of the data."""
    content = json.loads((DATA / "officer_texts.json").read_text(encoding="utf-8"))
    return tuple(
        Text(row["key"], kind, row.get("outcome") or "", row["title"], row["text"])
        for kind in KINDS
        for row in content[kind]
    )
