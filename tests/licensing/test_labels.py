"""Codes as words: a quantity with the word of its unit."""

import pytest
from django.utils.translation import override

from licensing import labels


@pytest.mark.parametrize(
    ("language", "quantity", "unit", "said"),
    [
        ("en", "1", "systems", "1 system"),
        ("en", "3", "systems", "3 systems"),
        ("en", "1500", "kg", "1,500 kilograms"),
        ("de", "1", "licences", "1 Lizenz"),
        ("de", "1.5", "t", "1,5 Tonnen"),
        ("fr", "1.5", "t", "1,5 tonne"),
        ("fr", "2", "pieces", "2 pièces"),
        ("en", None, None, "–"),
        ("en", "NaN", "kg", "NaN kilograms"),
        ("en", "a few", "pieces", "a few pieces"),
    ],
)
def test_a_quantity_is_read_with_the_word_of_its_unit(language, quantity, unit, said):
    with override(language):
        assert labels.amount(quantity, unit) == said


def test_a_category_is_called_by_the_title_of_its_entry():
    title = labels.entry_title("5A002")

    assert title
    assert labels.item_name("5A002", "5A002") == labels.item_name("", "5A002") == title
    assert labels.item_name("Network encryptor", "5A002") == "Network encryptor"
    assert labels.item_name("XX999", "XX999") == "XX999"  # what Annex I does not hold
