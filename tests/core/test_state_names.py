"""How a sentence names a Member State, in three languages."""

import pytest
from django.utils.translation import override

from exportctl.core.countries import in_sentence, of_state
from exportctl.core.models import Organisation


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


@pytest.mark.parametrize(
    ("kind", "state", "name", "spoken"),
    [
        ("commission", None, "European Commission", "Commission européenne"),
        ("delegation", "NL", "Delegation of Netherlands", "Délégation des Pays-Bas"),
        (
            "sandbox",
            "FR",
            "Sandbox for the customs of France",
            "Environnement d’essai de la douane de la France",
        ),
        ("customs", "DE", "Hauptzollamt Bremen", "Hauptzollamt Bremen"),
        ("authority", "DE", "Bundesamt", "Bundesamt"),
    ],
)
def test_a_body_that_the_product_named_is_called_in_the_readers_language(kind, state, name, spoken):
    body = Organisation(kind=kind, member_state_id=state, name=name)
    with override("fr"):
        assert body.spoken_long_name == spoken
