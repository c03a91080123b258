"""The days of a year as rows to fill in; what is sent is the typed list of rules/holiday_years.py, a line a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from django import forms
from django.utils.translation import get_language

from exportctl.core.rules.holiday_years import LANGUAGES, LEFT_OUT

SPARE = 3  # rows for holidays that no year before has
PARTS = ("on", *LANGUAGES)


@dataclass(frozen=True)
class Row:
    """One line; one without all its names is filled in whole."""

    place: int
    on: str
    names: Mapping[str, str]
    is_meant: bool = True

    @property
    def is_known(self) -> bool:
        return all(self.names.values())

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.names[(get_language() or "en")[:2]]


class HolidayRows(forms.Widget):
    """A tick, a day and a name a row; the names that are known are not typed again."""

    template_name = "desks/oversight/reference/_holiday_rows.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        rows = [_row(place, line) for place, line in enumerate(str(value or "").splitlines())]
        spare = [row for row in rows if not row.is_known]
        rows += [_row(len(rows) + more, "") for more in range(SPARE - len(spare))]
        widget = super().get_context(name, value, attrs)["widget"]
        return {
            "widget": widget,
            "known": [row for row in rows if row.is_known],
            "spare": [row for row in rows if not row.is_known],
            "has_days": any(row.on for row in rows),
            "is_begun": any(row.on or any(row.names.values()) for row in spare),
        }

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if name in data:
            return data[name]
        lines: list[str] = []
        for place in count():
            if f"{name}-{place}-on" not in data:
                return "\n".join(lines)
            cells = [data.get(f"{name}-{place}-{part}", "").replace(";", ",") for part in PARTS]
            left_out = "" if f"{name}-{place}-meant" in data else LEFT_OUT
            lines.append(left_out + "; ".join(" ".join(cell.split()) for cell in cells))

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0-on"


def _row(place: int, line: str) -> Row:
    is_meant = not line.startswith(LEFT_OUT)
    cells = [cell.strip() for cell in line.removeprefix(LEFT_OUT).split(";")]
    on, *names = cells + [""] * (len(PARTS) - len(cells))
    return Row(place, on, dict(zip(LANGUAGES, names, strict=False)), is_meant)
