"""Every text reaches 4.5 and every part 3 on each ground it stands on, in both themes."""

import pytest

from tests.look import style_sheet

TINTS = ("pine-tint", "madder-tint", "ochre-tint", "slate-tint")
GROUNDS = ("page", "surface", "sunken")

TEXT = {
    "ink": (*GROUNDS, *TINTS, "marked"),
    "ink2": (*GROUNDS, *TINTS, "marked"),
    "ink3": (*GROUNDS, "pine-tint"),
    "pine": (*GROUNDS, *TINTS),
    "pine-h": (*GROUNDS, "pine-tint"),
    "on-pine": ("pine", "pine-h"),
    "visited": ("page", "surface"),
    "madder": (*GROUNDS, "madder-tint"),
    "madder-h": ("surface", "madder-tint"),
    "on-madder": ("madder", "madder-h"),
    "ochre": (*GROUNDS, "ochre-tint", "pine-tint", "marked"),
    "slate": (*GROUNDS, "slate-tint", "pine-tint"),
    "page": ("ink",),
    "ink-always": ("gold-button",),
    **dict.fromkeys(["d1", "d2", "d3", "d4", "d5"], ("surface",)),
}
PARTS = {
    "edge": ("page", "surface", "sunken"),
    "ochre-fill": ("page", "surface"),
    "pine": GROUNDS,
    "madder": GROUNDS,
    "slate": GROUNDS,
    "focus": (*GROUNDS, *TINTS),
    "focus-on-deep": ("pine-deep",),
}
PAIRS = [
    (theme, colour, ground, least)
    for theme in ("light", "dark")
    for least, table in ((4.5, TEXT), (3.0, PARTS))
    for colour, grounds in table.items()
    for ground in grounds
]


@pytest.mark.parametrize(("theme", "colour", "ground", "least"), PAIRS)
def test_stands_out_from_its_ground(theme: str, colour: str, ground: str, least: float) -> None:
    colours = style_sheet.tokens(theme)

    ratio = style_sheet.contrast(colours[colour], colours[ground])

    assert ratio >= least, f"{colour} on {ground} in {theme}: {ratio:.2f}"


@pytest.mark.parametrize(
    ("theme", "colour", "ground", "ratio"),
    [
        ("light", "edge", "surface", 4.00),
        ("light", "ink", "surface", 16.56),
        ("light", "ink2", "surface", 8.04),
        ("light", "pine", "surface", 8.10),
        ("light", "madder", "madder-tint", 6.30),
        ("light", "ochre", "ochre-tint", 6.56),
        ("light", "slate", "surface", 8.51),
        ("light", "focus", "surface", 7.10),
        ("dark", "ink", "surface", 14.60),
        ("dark", "pine", "surface", 8.87),
        ("dark", "madder", "surface", 8.06),
        ("dark", "ochre", "ochre-tint", 8.38),
        ("dark", "focus", "surface", 9.22),
    ],
)
def test_contrast_is_computed_as_the_design_computed_it(
    theme: str, colour: str, ground: str, ratio: float
) -> None:
    colours = style_sheet.tokens(theme)

    assert style_sheet.contrast(colours[colour], colours[ground]) == pytest.approx(ratio, abs=0.006)


def test_dark_is_the_same_whether_chosen_or_asked_for_by_the_device() -> None:
    chosen = style_sheet.tokens("dark")

    for name, colour in style_sheet.by_the_device().items():
        assert chosen[name] == colour, name


def test_white_on_the_search_ground_of_the_home_page() -> None:
    for theme in ("light", "dark"):
        assert style_sheet.contrast("#ffffff", style_sheet.tokens(theme)["pine-deep"]) >= 4.5
