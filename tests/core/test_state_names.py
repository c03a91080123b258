"""How a sentence names a Member State, in three languages."""

import pytest
from django.utils.translation import override

from exportctl.core.countries import in_sentence, of_state


@pytest.mark.parametrize(
    ("language", "code", "named", "after_a_noun"),
    [
        ("en", "FR", "France", "of France"),
        ("en", "NL", "the Netherlands", "of the Netherlands"),
        ("de", "FR", "Frankreich", "Frankreichs"),
        ("de", "NL", "die Niederlande", "der Niederlande"),
        ("fr", "FR", "la France", "de la France"),
        ("fr", "DE", "l’Allemagne", "de l’Allemagne"),
        ("fr", "DK", "le Danemark", "du Danemark"),
        ("fr", "NL", "les Pays-Bas", "des Pays-Bas"),
        ("fr", "MT", "Malte", "de Malte"),
    ],
)
def test_a_state_has_the_article_of_its_language(language, code, named, after_a_noun):
    with override(language):
        assert (in_sentence(code), of_state(code)) == (named, after_a_noun)
