"""A sentence takes its number from the rule: none types how many days, megabytes or states there are."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[2]
APPS = ("controllist", "exportctl", "licensing", "notifications")
MARKS = re.compile(r"^(_|_g|n?p?gettext(_lazy|_noop)?)$")
WORDS = "two|three|four|five|six|seven|ten|twelve|fourteen|fifteen|twenty|thirty"
TYPED = re.compile(
    rf"\b(\d[\d,]*|{WORDS})\W(?:(?:other|further|calendar)\W)?(working.days?|days?|MB|Member.States|may.object|could.object)\b",
    re.IGNORECASE,
)
TRANSLATE = re.compile(r"""(?:{%\s*translate\s+|_\()(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)

# Numbers that no rule of ours holds, each with the reason why it may be typed.
OF_DJANGO = "PASSWORD_RESET_TIMEOUT, compared below"
OF_THE_OPERATOR = "a promise of whoever runs the site, no rule of the product"
ALLOWED = {
    "You are invited to act for this organisation from %(from_on)s. Choose your password with this link within"
    " three days, sign in, and accept; later, ask for a new link on the sign-in page.": OF_DJANGO,
    "Enter the e-mail address of your account. You get a link that works for three days.": OF_DJANGO,
    "It was used already, or it is older than three days.": OF_DJANGO,
    "If something does not work for you, or if you need information in another form, write to"
    ' <a href="mailto:{{ contact }}">{{ contact }}</a>. Say which page it is and what you wanted to do.'
    " You get an answer within 15 working days.": OF_THE_OPERATOR,
    'Write to <a href="mailto:{{ address }}">{{ address }}</a>. Say what you did and what happened.'
    " We answer within five working days, and take no legal steps against whoever looks in good faith and"
    " harms nobody.": OF_THE_OPERATOR,
}


def in_code() -> Iterator[tuple[str, str]]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and MARKS.match(_name(node.func)):
                    yield from ((str(path.relative_to(ROOT)), text) for text in _texts(node))


def in_templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        source, name = path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))
        for hit in TRANSLATE.finditer(source):
            yield name, hit[1] or hit[2] or ""
        for hit in BLOCK.finditer(source):
            yield name, hit[1]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _texts(call: ast.Call) -> Iterator[str]:
    return (
        each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def typed_numbers() -> list[tuple[str, str]]:
    return [(where, text) for where, text in (*in_code(), *in_templates()) if TYPED.search(text)]


def test_no_sentence_types_a_number_of_the_rules():
    found = [(where, text) for where, text in typed_numbers() if text not in ALLOWED]

    assert found == [], "take the number from the rule, as a placeholder"


def test_what_is_allowed_is_still_said():
    assert set(ALLOWED) <= {text for _where, text in typed_numbers()}


def test_a_link_for_a_new_password_works_as_long_as_is_said():
    assert timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) == timedelta(days=3)


@pytest.mark.parametrize(
    ("text", "is_typed"),
    [
        ("within 30 working days", True),
        ("Three working days before", True),
        ("26 other Member States", True),
        ("20 MB at most", True),
        ("within %(days)s working days", False),
        ("{{ count }} Member States", False),
        ("Article 5(5)", False),
    ],
)
def test_a_typed_number_is_told_from_a_placeholder(text, is_typed):
    assert bool(TYPED.search(text)) is is_typed
