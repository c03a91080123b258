"""Public figures as they may be shown: tables with hidden numbers, for a page, a spreadsheet and machines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from exportctl.core import formatting
from exportctl.core.look.charts import Value
from notifications.rules.suppression import Figure, Hidden


@dataclass(frozen=True)
class Row:
    """One line of a table: a code for machines, words for people, figures as they may be shown."""

    code: str
    label: str
    figures: Sequence[Figure | None]  # None: nothing to say
    is_total: bool = False

    @property
    def cells(self) -> list[str]:
        return [in_words(figure) for figure in self.figures]

    @property
    def values(self) -> list[Value]:
        """For the drawing."""
        return [None if isinstance(figure, Hidden) else figure for figure in self.figures]


@dataclass(frozen=True)
class Table:
    key: str
    title: str
    head: str  # of the first column
    columns: Sequence[tuple[str, str]]  # code and words
    rows: Sequence[Row]
    period: str = ""  # of the whole table, where the columns are what is counted
    notes: Sequence[str] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        return [label for _code, label in self.columns]

    @property
    def parts(self) -> list[Row]:
        return [row for row in self.rows if not row.is_total]

    @property
    def total(self) -> Row | None:
        return next((row for row in self.rows if row.is_total), None)

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Each row with its cells, each cell with its column's words (for narrow screens)."""
        return [(row, list(zip(self.labels, row.cells, strict=True))) for row in self.rows]

    @property
    def most(self) -> int:
        """The longest bar of the first column."""
        return max((row.figures[0] for row in self.parts if isinstance(row.figures[0], int)), default=0)

    def facts(self) -> Iterator[tuple[str, str, str, int | float | str]]:
        """Table, row, column, figure: one line of a file each."""
        for row in self.rows:
            for label, figure in zip(self.labels, row.figures, strict=True):
                yield self.title, row.label, label, counts(figure)


def in_words(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    if isinstance(figure, Hidden):
        return _("under 5") if figure is Hidden.SMALL else _("not shown")
    return formatting.number(figure)


def counts(figure: Figure | None) -> int | float | str:
    """For a spreadsheet: a number where there is one, else the words of the page."""
    return figure if isinstance(figure, int | float) else in_words(figure)


def plain(figure: Figure | None) -> int | str | None:
    """For machines, the same in every language."""
    return figure.value if isinstance(figure, Hidden) else figure


def as_shown(chosen: Sequence[Table]) -> tuple[list[str], Iterator[list[int | float | str]]]:
    """The head and the rows of a file that looks like the table; one of several years begins with the year."""
    years = [_("Year")] if chosen[0].period else []
    rows = (
        [*([table.period] if years else []), row.label, *map(counts, row.figures)]
        for table in chosen
        for row in table.rows
    )
    return [*years, chosen[0].head, *chosen[0].labels], rows
