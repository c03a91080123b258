"""Whether the product keeps going by itself: its sweeps, and the rows that wait longer than they should."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.head_file import NotAHead, head_outside
from exportctl.core.models import File, Heartbeat
from exportctl.core.queries.audit import contradicts, sealing
from exportctl.core.rules.heartbeats import Sweep, is_late, is_starting, late_after

FILE_WAITS_LONG = timedelta(minutes=5)
TAIL_WAITS_LONG = timedelta(seconds=60)
SHOWN = 20  # stuck rows that are listed; more are counted


@dataclass(frozen=True)
class SweepStatus:
    """One sweep: when it last came to its end, how long ago, and from when on that is too long."""

    label: Any
    last: datetime | None
    ago: str
    late_after: str
    late: bool
    starting: bool  # it has not run yet, and need not have


@dataclass(frozen=True)
class AuditSealStatus:
    """Events that the last signed head does not cover yet."""

    unsealed: int
    stuck: int  # the same number when the last head is too old, else 0
    head: Any
    contradicted: bool  # by the head kept outside the database, or by what stands in its place


@dataclass(frozen=True)
class Restart:
    """A process that ended by itself and was started again since `./run up`."""

    process: str
    times: int
    last_at: datetime


def restarts() -> list[Restart]:
    """What `./run` wrote down, the latest first; of containers, which their engine starts again, nothing is known."""
    try:
        rows = json.loads((settings.EXPORTCTL_HOME / "restarts.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    known = [Restart(row["process"], row["times"], datetime.fromisoformat(row["last_at"])) for row in rows]
    return sorted(known, key=lambda restart: restart.last_at, reverse=True)


def set_up_at() -> datetime | None:
    """When the instance's tables were last made or changed, by the machine's clock."""
    newest: datetime | None = MigrationRecorder.Migration.objects.aggregate(at=Max("applied"))["at"]
    return newest


def beats(*, at: datetime, set_up_at: datetime | None) -> list[SweepStatus]:
    """Every sweep; `at` is the machine's clock. In the first minutes one that has not run yet is not late."""
    last = dict(Heartbeat.objects.values_list("sweep", "at"))
    sweeps = [import_string(path) for path in settings.SWEEPS]
    return [_status(sweep, last.get(sweep.name), at, set_up_at) for sweep in sweeps]


def _status(sweep: Sweep, last: datetime | None, at: datetime, set_up_at: datetime | None) -> SweepStatus:
    """An hourly one has its hours, half an hour after the start or not."""
    waits = last is None and is_starting(set_up_at=set_up_at, at=at, sweep=sweep)
    return SweepStatus(
        sweep.label,
        last,
        in_words(at - last) if last else "",
        in_words(late_after(sweep)),
        is_late(sweep, last=last, at=at) and not waits,
        waits,
    )


def waiting_files(*, at: datetime) -> QuerySet[File]:
    """Files in quarantine for longer than a scanner takes; `at` is the product's clock, as their rows are."""
    return File.objects.waiting().filter(created_at__lte=at - FILE_WAITS_LONG)


def tail(*, at: datetime) -> AuditSealStatus:
    """`at` is the machine's clock."""
    seal = sealing()
    old = seal.head is None or at - seal.head.sealed_at > TAIL_WAITS_LONG
    return AuditSealStatus(seal.unsealed, seal.unsealed if old else 0, seal.head, _is_contradicted())


def _is_contradicted() -> bool:
    try:
        outside = head_outside()
    except NotAHead:
        return True
    return outside is not None and contradicts(outside)


def in_words(length: timedelta) -> str:
    """`12 s`, `3 min`, `2 h`, `4 days`: the largest unit that fits."""
    seconds = max(int(length.total_seconds()), 0)
    if seconds < 120:
        return _("%(n)d s") % {"n": seconds}
    if seconds < 2 * 3600:
        return _("%(n)d min") % {"n": seconds // 60}
    if seconds < 48 * 3600:
        return _("%(n)d h") % {"n": seconds // 3600}
    days = seconds // 86400
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
