"""Templates obey the strict content security policy, and say nothing that cannot be translated."""

import re
from pathlib import Path

from django.template import TemplateSyntaxError
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2] / "templates"
# Letters are printed on paper and mails are read elsewhere: neither is served under the policy.
SERVED = [
    path
    for path in sorted(ROOT.rglob("*.html"))
    if not {"letters", "documents", "pdf", "mail", "email"} & set(path.relative_to(ROOT).parts)
]
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "a handler in an attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "an address of another host": re.compile(r"(?:src|href|action)=\"(?:https?:)?//(?!{)", re.I),
}
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
TRANSLATED = re.compile(r"{% (?:blocktranslate|blocktrans)\b.*?{% end(?:blocktranslate|blocktrans) %}", re.S)
CLASSES = re.compile(r"{% block (?:density|width) %}.*?{% endblock %}", re.S)  # of the body: no words
ELEMENTS = re.compile(
    r"<svg\b.*?</svg>|<(?:code|kbd)\b.*?</(?:code|kbd)>|<span class=\"mono\"[^>]*>.*?</span>|<[^>]+>|&[#a-z0-9]+;",
    re.S,
)
NAMES = {"exportctl", "JSON", "CSV", "PDF", "Atom", "XLSX", "iCalendar", "REST", "NDJSON", "QR", "EORI"}


def test_a_page_carries_no_style_and_no_script_of_its_own() -> None:
    carried = [
        f"{where(path)}: {what}: {match.group()}"
        for path in SERVED
        for what, pattern in FORBIDDEN.items()
        if (match := pattern.search(TAGS.sub("", path.read_text(encoding="utf-8"))))
    ]
    assert not carried


def test_every_word_goes_through_gettext() -> None:
    bare = {where(path): words for path in SERVED if (words := untranslated(path))}
    assert not bare


def untranslated(path: Path) -> list[str]:
    text = CLASSES.sub("", TRANSLATED.sub("", path.read_text(encoding="utf-8")))
    bare = ELEMENTS.sub(" ", TAGS.sub(" ", text))
    return [word for word in re.findall(r"[^\W\d_]{3,}", bare) if word not in NAMES]


def test_every_template_compiles() -> None:
    broken = []
    for path in SERVED:
        try:
            get_template(where(path))
        except TemplateSyntaxError as error:
            broken.append(f"{where(path)}: {error}")
    assert not broken


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_browser_translates_codes_and_references() -> None:
    coded = re.compile(
        r"<[a-z0-9]+\b(?=[^<>]*class=\"(?:[^\"]* )?(?:mono|ref)[ \"])(?![^<>]*translate=\"no\")[^<>]*>([^<]*)"
    )
    translated = [
        f"{where(path)}: {match.group()}"
        for path in SERVED
        for match in coded.finditer(path.read_text(encoding="utf-8"))
        if "{{" in match[1] and "translate " not in match[1]
    ]
    assert not translated


def test_no_browser_translates_makers_and_models() -> None:
    named = re.compile(
        r"<[a-z0-9]+\b(?![^<>]*translate=\"no\")[^<>]*>\s*{{ [a-z_.]*\.(?:manufacturer|model|model_names|legal_name)\b"
    )
    translated = [
        f"{where(path)}: {match.group()}"
        for path in SERVED
        for match in named.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not translated
