"""What an entry means is one sentence: who it binds, for where, under which law."""

import pytest

from controllist.rules.meanings import DELISTED, ELSEWHERE, EVERYWHERE, HINT, ONE_COUNTRY, RECORD, meaning


@pytest.mark.parametrize(
    ("in_force", "destination", "applied", "export_to", "delisted", "text", "requires"),
    [
        (True, "AE", False, "AE", False, RECORD, True),
        (True, "AE", False, "", False, RECORD, True),
        (True, "AE", True, "EG", False, ELSEWHERE, False),
        (False, "AE", True, "AE", False, ONE_COUNTRY, True),
        (False, "AE", True, "EG", False, ELSEWHERE, False),
        (False, "AE", False, "AE", False, HINT, False),
        (False, "", True, "AE", False, EVERYWHERE, True),
        (False, "", False, "AE", False, HINT, False),
        (False, "", True, "AE", True, DELISTED, False),
    ],
)
def test_one_sentence_for_each_case(in_force, destination, applied, export_to, delisted, text, requires):
    found = meaning(
        code="CS-0001",
        in_force=in_force,
        destination=destination,
        applied=applied,
        export_to=export_to,
        delisted=delisted,
    )

    assert found.text == text
    assert found.requires is requires


def test_only_rules_of_2018_speak_of_every_export():
    assert "every export" in EVERYWHERE
    assert not any("every export" in text for text in (RECORD, ONE_COUNTRY, ELSEWHERE, HINT, DELISTED))
