"""What an entry means for whoever exports: one sentence, from the entry, whether it binds here, and where to."""

from dataclasses import dataclass

from exportctl.core.i18n import gettext_noop as _


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """A marked sentence and what fills it; put into words in the reader's language when it is read."""

    text: str
    code: str
    country: str = ""
    requires: bool = False  # does the entry ask for an authorisation for the destination asked about?

    def as_fact(self) -> dict[str, str]:
        """As a notice stores it."""
        return {"text": self.text, "code": self.code, "country": self.country}


DELISTED = _("Entry %(code)s was taken off the list: it asks for no authorisation any more.")
HINT = _(
    "Entry %(code)s lists this item under rules that are not in force and do not bind here: it is a hint."
)
ELSEWHERE = _(
    "Entry %(code)s was agreed for exports to %(country)s alone: for another destination it is a hint."
)
RECORD = _(
    "Entry %(code)s records that all Member States require an authorisation for essentially identical transactions"
    " with %(country)s (Article 5(6))."
)
ONE_COUNTRY = _(
    "Under the rules of entry %(code)s an export of this item to %(country)s needs an authorisation."
    " These rules are not in force; they are applied here."
)
EVERYWHERE = _(
    "Under the rules of entry %(code)s every export of this item needs an authorisation."
    " These rules are not in force; they are applied here."
)


def meaning(
    *, code: str, in_force: bool, destination: str, applied: bool, export_to: str = "", delisted: bool = False
) -> Meaning:
    """`destination`: the one the entry was agreed for; `applied`: do rules not in force bind here;
    `export_to`: where to.

    Publication under Article 5(6) imposes nothing by itself: it records what all Member States require. Without
    `export_to` the entry is described as it stands.
    """
    if delisted:
        return Meaning(text=DELISTED, code=code)
    if not in_force and not applied:
        return Meaning(text=HINT, code=code)
    if destination and export_to and export_to != destination:
        return Meaning(text=ELSEWHERE, code=code, country=destination)
    if destination:
        text = RECORD if in_force else ONE_COUNTRY
        return Meaning(text=text, code=code, country=destination, requires=True)
    return Meaning(text=EVERYWHERE, code=code, requires=True)
