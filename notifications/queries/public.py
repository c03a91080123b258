"""What the public may count: the home page's figures and the statistics, small cells suppressed."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from controllist.models import ControlListEntry
from controllist.queries.entries import latest
from controllist.queries.provenance import bands_of
from exportctl.core.references import BRUSSELS
from licensing.models import AuthorisationRequest, Decision
from notifications.models import ObjectionProcedure
from notifications.rules.machines import State
from notifications.rules.suppression import suppressed


@dataclass(frozen=True)
class Home:
    entries: list[tuple[ControlListEntry, dict[str, str] | None]]
    count: int
    last_change: Any
    open_procedures: int


def home() -> Home:
    """The latest entries with their bands; of open procedures a number only."""
    live = ControlListEntry.objects.exclude(status="delisted")
    newest = live.order_by("-effective_from").first()
    shown = [(entry, bands_of(entry)) for entry in latest()]
    open_ones = ObjectionProcedure.objects.filter(status=State.OPEN.value).count()
    return Home(shown, live.count(), newest.effective_from if newest else None, open_ones)


@dataclass(frozen=True)
class Table:
    """One table of the statistics: a header, and rows of a label and its cells as they may be shown."""

    title: str
    unit: str
    columns: list[str]
    rows: list[tuple[str, list[str]]]

    @property
    def labelled_rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each cell with its column's words, for narrow screens."""
        return [(label, list(zip(self.columns, cells, strict=True))) for label, cells in self.rows]


def statistics() -> list[Table]:
    """By year: what came in, what was decided, how procedures ended. No cell under five, no total that tells it."""
    return [_by_year(_notified(), _("Notifications received")), _decided(), _ended()]


def _notified() -> Counter[int]:
    rows = AuthorisationRequest.objects.filter(submitted_at__isnull=False).values_list(
        "submitted_at", flat=True
    )
    return Counter(at.astimezone(BRUSSELS).year for at in rows)


def _by_year(counts: Counter[int], title: str) -> Table:
    rows = [(str(year), suppressed([counts[year]])) for year in sorted(counts)]
    return Table(title, _("notifications"), [_("Number")], rows)


def _decided() -> Table:
    outcomes = {
        "grant": _("Granted"),
        "grant_with_conditions": _("With conditions"),
        "refuse": _("Refused"),
        "no_authorisation_required": _("No authorisation required"),
    }
    counted = _counted(Decision.objects.all(), "decided_at", "outcome")
    return _table(_("Decisions"), _("decisions"), outcomes, counted)


def _ended() -> Table:
    outcomes = {"listed": _("Listed"), "lapsed": _("Not listed")}
    closed = ObjectionProcedure.objects.filter(status=State.CLOSED.value)
    counted = _counted(closed, "closes_at", "outcome")
    return _table(_("Procedures ended"), _("procedures"), outcomes, counted)


def _counted(rows: Any, instant: str, code: str) -> dict[int, Counter[str]]:
    """Year (Brussels) → code → how many, in one query."""
    year = ExtractYear(instant, tzinfo=ZoneInfo("Europe/Brussels"))
    counts: dict[int, Counter[str]] = {}
    for found in rows.annotate(year=year).values("year", code).annotate(n=Count("pk")).order_by("year"):
        counts.setdefault(found["year"], Counter())[found[code]] = found["n"]
    return counts


def _table(title: str, unit: str, labels: dict[str, str], counted: dict[int, Counter[str]]) -> Table:
    rows = [(str(year), suppressed([counts[code] for code in labels])) for year, counts in counted.items()]
    return Table(title, unit, list(labels.values()), rows)
