"""What the tests ask the built style sheet: its tokens in both themes, and their contrast (WCAG 2.x)."""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEET = STATIC / "css" / "exportctl.css"
TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b")


def css() -> str:
    return SHEET.read_text(encoding="utf-8")


def tokens(theme: str) -> dict[str, str]:
    """Colours of `light` or `dark`; what dark does not name again it takes from light."""
    light = _block(r"(?<!\w):root\s*\{(?P<body>[^}]*--page:[^}]*)\}")
    return (
        light if theme == "light" else {**light, **_block(r":root\[data-theme=dark\]\s*\{(?P<body>[^}]*)\}")}
    )


def by_the_device() -> dict[str, str]:
    """Dark as the device asks for it: has to be the dark that one can choose."""
    return _block(
        r"prefers-color-scheme: dark\)\s*\{\s*:root:not\(\[data-theme=light\]\)\s*\{(?P<body>[^}]*)\}"
    )


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _block(pattern: str) -> dict[str, str]:
    found = re.search(pattern, css())
    assert found, pattern
    return dict(TOKEN.findall(found["body"]))


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
