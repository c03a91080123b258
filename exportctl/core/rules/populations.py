"""Where shipped population figures come from, in the reader's language; sets that people enter keep their words."""

from exportctl.core.i18n import gettext, gettext_noop, pgettext_lazy

# The very words of data/populations.json: stored in English, read in every language.
SHIPPED_SOURCES = (
    gettext_noop(
        "Council Rules of Procedure, Decision 2009/937/EU, Annex III as applicable from 1 January 2017; "
        "the United Kingdom (65,341,183) is left out because it is no longer a Member State. Germany by "
        "subtraction, equal to Eurostat's value."
    ),
    gettext_noop(
        "Union total 451,028,881 and the published shares: voting populations for 2025 as reported by "
        "Agence Europe 13544/22 of 12 December 2024. The integers per state are not those of the "
        "Official Journal: see `basis` and `source` of each. Load the official integers before any real "
        "use."
    ),
)
BASES = {
    "official": pgettext_lazy("population figure", "official"),
    "stored": pgettext_lazy("population figure", "read from Eurostat"),
    "derived": pgettext_lazy("population figure", "derived from others"),
    "recalled": pgettext_lazy("population figure", "recalled, not checked at source"),
    "calibrated": pgettext_lazy("population figure", "fitted to the published shares"),
}


def source_in_words(source: str) -> str:
    """A shipped source in the reader's language; any other as it was entered."""
    return gettext(source) if source in SHIPPED_SOURCES else source


def basis_in_words(basis: str) -> str:
    """What a figure rests on; a word that is none of ours stays."""
    return str(BASES.get(basis, basis))
