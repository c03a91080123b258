"""Words that pages for people do not use: ours for machinery, and what an engineer shortens. In three languages."""

import re

import pytest
from babel.messages.catalog import Message

from tests.house.test_translations import LANGUAGES, extracted, forms, messages

# Each with what is said instead.
FORBIDDEN = {
    "en": {
        r"\breckon\w*": "work out",
        r"\bsweeps?\b": "background job",
        r"\b(?:leaf|leaves of)\b": "place on the list",
        r"\byounger\b": "wait for the seal",
        r"\bmust be 0\b": "problems",
        r"\b(?:a|no) sign\b(?! or)": "red flag",
        r"\bMerkle\b": "seal",
        r"\bmay know of\b": "page not found",
        r"%\s?sure\b": "nothing",
        r"\bG\d{1,2}\b": "the promise itself",
        r"\b[a-z]+(?:_[a-z]+)+\b": "the name in words",
        r"\b(?:[A-Z]{2}, ){4,}": "the rule, with one example",
    },
    "de": {
        r"\bDurchl(?:auf|äufe)\b": "Hintergrundaufgabe",
        r"(?<!erste )\bBlatt\b": "Platz auf der Liste",
        r"\bMerkle\w*": "Siegel",
        r"\bmuss 0 sein\b": "Probleme",
        r"\bQuittung": "Eingangsbestätigung, Empfangsbestätigung",
        r"\bStammdaten\b": "Referenzdaten",
        r"\b(?:[Dd]ie Ausfuhr|Zeilen?) (?:wird|werden) abgelehnt\b": "die Genehmigung wird versagt",
        r"\bAuffangklausel\b": "Artikel 5",
        r"\b(?:[Dd]ieser|[Dd]iesen|[Dd]ieses|[Ii]hr|[Ii]hres|[Ee]inen) Falls?\b(?! (?:ist|außer))": "Vorgang",
    },
    "fr": {
        r"\bbalayages?\b": "tâche de fond",
        r"(?<!première )\bfeuilles?\b": "place sur la liste",
        r"\bMerkle\b": "sceau",
        r"\bdoit être 0\b": "problèmes",
        r"\bentrées?\b(?! en vigueur)": "inscription (liste), rubrique (annexe I), fiche (catalogue)",
        r"\bobject(?:er|é|ée|és|ent)\b": "s’opposer",
        r"(?<!sont )(?<!est )\bpas en vigueur\b": "non en vigueur",
        r"\bDevoir de vigilance\b": "devoir de diligence",
        r"\bliste européenne\b": "liste de l’Union",
        r"\bsignes? d’alerte\b": "signal d’alerte",
        r"\brejoint la liste\b": "est inscrit sur la liste",
        r"\bne doit pas partir\b": "ne doit pas être exporté",
        r"\bpar machine\b": "par voie électronique",
    },
}
# The columns of a file, which a sheet has to bear, and commands for whoever runs the site.
ALLOWED = {"control_entry", "verify_all", "verify_audit"}
GAP = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w[^>]*>")


def found(text: str, language: str) -> list[str]:
    plain = GAP.sub(" ", text)
    words = [match[0] for pattern in FORBIDDEN[language] for match in re.finditer(pattern, plain)]
    return [word for word in words if word not in ALLOWED]


def test_no_english_text_uses_a_word_of_ours():
    used = {text: words for text, _context in extracted() if (words := found(text, "en"))}

    assert not used, "say it in the words of FORBIDDEN"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_uses_one(language):
    live = {text for text, _context in extracted()}

    def shown(message: Message) -> bool:
        return (message.id if isinstance(message.id, str) else message.id[0]) in live

    said = [text for message in messages(language) if shown(message) for _english, text in forms(message)]

    assert not {text: words for text in said if (words := found(text, language))}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How the last day is reckoned", ["reckoned"]),
        ("Choose one of: AD, AE, AF, AG, AI.", ["AD, AE, AF, AG, "]),
        ("Under qualified_majority_objection", ["qualified_majority_objection"]),
        ("No colour stands alone: each has a word and a sign or a pattern.", []),
        ("The last day of %(of_state)s", []),
    ],
)
def test_the_words_are_found(text, words):
    assert found(text, "en") == words
