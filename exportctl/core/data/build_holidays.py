"""Writes holidays.json from the pinned `holidays` package; run by hand when years or package change."""

import json
import re
from pathlib import Path

import holidays

HERE = Path(__file__).parent
YEARS = range(2025, 2031)
DISPLAYED = {"en": 0, "de": 1, "fr": 2}
SUBSTITUTED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")
SUBSTITUTE = {
    "en": "Day off for {}",
    "de": "Arbeitsfrei anstelle des {}",
    "fr": "Jour chômé en remplacement du {}",
}
OBSERVED = {"en": " (observed)", "de": " (nachgeholt)", "fr": " (jour de report)"}


def displayed(*, english: str, names: dict[str, list[str]], language: str) -> str:
    """The package's English name in one of the three languages; raises KeyError for one we do not know."""
    if moved := SUBSTITUTED.fullmatch(english):
        month, day, year = moved.groups()
        return SUBSTITUTE[language].format(f"{day}.{month}.{year}")
    bare = english.removesuffix(" (observed)")
    suffix = OBSERVED[language] if bare != english else ""
    return names[bare][DISPLAYED[language]] + suffix


def of_state(code: str, names: dict[str, list[str]]) -> list[dict]:
    """National public holidays of one Member State (category PUBLIC, observed days too), in date order."""
    options = {"years": YEARS, "observed": True, "categories": ("public",)}
    english = holidays.country_holidays(code, language="en_US", **options)
    own_language = getattr(holidays, code).default_language
    local = holidays.country_holidays(code, language=own_language, **options)
    return [
        {
            "on": day.isoformat(),
            "name": {
                language: "; ".join(
                    displayed(english=one, names=names, language=language) for one in english[day].split("; ")
                )
                for language in DISPLAYED
            },
            "local_name": local[day],
        }
        for day in sorted(english)
    ]


def main() -> None:
    names = json.loads((HERE / "holiday_names.json").read_text(encoding="utf-8"))
    states = json.loads((HERE / "member_states.json").read_text(encoding="utf-8"))["states"]
    content = {
        "source": f"Python package holidays {holidays.__version__}: national level, category PUBLIC, "
        "observed=True. Bank, de-facto and regional closures are not included. German and French names: "
        "holiday_names.json.",
        "package_version": holidays.__version__,
        "years": list(YEARS),
        "states": {state["code"]: of_state(state["code"], names) for state in states},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (HERE / "holidays.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
