"""Shipped sources and bases are read in every language; what people enter stays as they wrote it."""

import json
from pathlib import Path

import pytest
from django.utils.translation import override

from exportctl.core.rules.populations import BASES, SHIPPED_SOURCES, basis_in_words, source_in_words

DATA = json.loads((Path(__file__).parents[2] / "exportctl/core/data/populations.json").read_text("utf-8"))


def shipped(node, member):
    """Every text of that name in the data, however deep."""
    rows = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    here = [node[member]] if isinstance(node, dict) and isinstance(node.get(member), str) else []
    return here + [text for row in rows for text in shipped(row, member)]


@pytest.mark.parametrize("language", ["de", "fr"])
def test_what_is_shipped_is_read_in_every_language(language):
    assert set(SHIPPED_SOURCES) <= set(shipped(DATA, "source"))
    assert set(shipped(DATA, "basis")) <= set(BASES)
    with override(language):
        assert not any(source_in_words(source) == source for source in SHIPPED_SOURCES)
        assert "2017" in source_in_words(SHIPPED_SOURCES[0]) + source_in_words(SHIPPED_SOURCES[1])


def test_what_people_enter_stays_as_it_is():
    with override("de"):
        assert source_in_words("Official Journal L 1") == "Official Journal L 1"
        assert source_in_words("") == ""
        assert basis_in_words("by hand") == "by hand"
