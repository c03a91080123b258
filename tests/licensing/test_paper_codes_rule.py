"""What is typed from a paper or read from its code."""

import pytest

from licensing.rules.paper_codes import read_code

TOKEN = "Ab3-_" + "x" * 17
CODE = f"https://exportctl.example/authorisations/{TOKEN}#eyJhIjoxfQ.AAEC.AwQF"


def test_all_of_a_code_is_read():
    code = read_code(f" {CODE}\n")

    assert (code.token, code.facts, code.key, code.signature) == (TOKEN, {"a": 1}, b"\0\1\2", b"\3\4\5")
    assert code.is_signed


@pytest.mark.parametrize(
    ("text", "token", "reference"),
    [
        (CODE.partition("#")[0], TOKEN, ""),
        (f"{CODE}.more", TOKEN, ""),
        (CODE.replace("eyJhIjoxfQ", "%%%"), TOKEN, ""),
        ("de-a-2026-117", "", "DE-A-2026-0117"),
        ("DE A 2026 0117", "", "DE-A-2026-0117"),
        ("", "", ""),
    ],
)
def test_what_is_less_than_all_of_it_is_read_as_far_as_it_goes(text, token, reference):
    code = read_code(text)

    assert code.token == token
    assert code.reference == reference
    assert code.facts == {} or code.message
