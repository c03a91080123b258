"""A table of items on its way into the catalogue: handed over, checked, wanted or thrown away, imported in parts.

What is small is done while its uploader waits; the rest a worker does, part by part, from where it stopped.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from exportctl.core import access, clock, locks
from exportctl.core.errors import Forbidden, NotFound, Pending, StaleState
from exportctl.core.i18n import fill
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.rules.uploaded_tables import Table
from licensing.actions.catalogue import hold_catalogue, write_body
from licensing.models import CatalogueItem, CatalogueUpload, Exporter
from licensing.queries.catalogue import stock_of
from licensing.rules.catalogue_tables import Change, Planned, TableCheck, read_or_why
from licensing.rules.catalogue_uploads import KEPT, MOST_WAITING, PART, SMALL, Outcome, State, outcome_of
from licensing.rules.failures import failure

LEASE = timedelta(minutes=10)  # longer than a task may run
TOO_MANY_WAIT = _(
    "%(most)d tables of your company wait to be imported. Send the next one when one of them is done."
)


def upload_items(
    *,
    exporter: Exporter,
    name: str,
    source: bytes,
    language: str,
    is_wanted: bool,
    actor: User,
    at: datetime,
    machine_at: datetime,
) -> CatalogueUpload:
    """Take a table; `is_wanted` imports what is fine of it without being asked again.

    Of the uploader's earlier tables the one that nobody decided about is thrown away.
    """
    upload = _upload(exporter, name, source, language, is_wanted, actor, at)
    return _run_if_small(upload, at, machine_at)


@transaction.atomic
def _upload(
    exporter: Exporter, name: str, source: bytes, language: str, is_wanted: bool, actor: User, at: datetime
) -> CatalogueUpload:
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter.pk], at=at)
    hold_catalogue(exporter_id=exporter.pk)  # of two at once the second sees the first
    of_company = CatalogueUpload.objects.filter(exporter=exporter, finished_at=None)
    if of_company.filter(wanted_at__isnull=False).count() >= MOST_WAITING:
        raise Pending(fill(TOO_MANY_WAIT, {"most": MOST_WAITING}))
    if not is_wanted:
        of_company.filter(created_by=actor, wanted_at=None).delete()
    return CatalogueUpload.objects.create(
        exporter=exporter,
        name=name[:200],
        source=source,
        language=language,
        created_by=actor,
        created_at=at,
        wanted_at=at if is_wanted else None,
    )


def import_items(*, upload_id: UUID, actor: User, at: datetime, machine_at: datetime) -> CatalogueUpload:
    """Put the rows that are fine into the catalogue; those with an error stop no other. Raises StaleState."""
    return _run_if_small(_want(upload_id, actor, at), at, machine_at)


@transaction.atomic
def _want(upload_id: UUID, actor: User, at: datetime) -> CatalogueUpload:
    upload = _hold(upload_id, actor, at)
    if upload.state != State.CHECKED:
        raise StaleState(_("This table was decided about already, or is still being checked."))
    upload.wanted_at, upload.read = at, 0
    upload.save(update_fields=["wanted_at", "read"])
    return upload


@transaction.atomic
def discard_upload(*, upload_id: UUID, actor: User, at: datetime) -> None:
    """Delete an uploaded table without importing any of its rows. One whose import began is StaleState."""
    upload = _hold(upload_id, actor, at)
    if upload.state not in (State.CHECKED, State.FAILED, State.DONE):
        raise StaleState(_("This table was decided about already, or is still being checked."))
    upload.delete()


def _hold(upload_id: UUID, actor: User, at: datetime) -> CatalogueUpload:
    exporter_id = CatalogueUpload.objects.filter(pk=upload_id).values_list("exporter_id", flat=True).first()
    if exporter_id is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter_id], at=at)
    upload = locks.lock_for_update(CatalogueUpload.objects.filter(pk=upload_id))
    if upload is None:
        raise NotFound
    return upload


def _run_if_small(upload: CatalogueUpload, at: datetime, machine_at: datetime) -> CatalogueUpload:
    if len(upload.source) <= SMALL:
        run_upload(upload_id=upload.pk, at=at, machine_at=machine_at)
        upload.refresh_from_db()
    return upload


def run_upload(*, upload_id: UUID, at: datetime, machine_at: datetime) -> None:
    """Check a table or, once it is wanted, import it: by whoever claims it, from where the last one stopped."""
    claim = {"claimed_until": machine_at + LEASE}
    if not CatalogueUpload.objects.due(at=machine_at).filter(pk=upload_id).update(**claim):
        return
    upload = CatalogueUpload.objects.select_related("created_by", "exporter").get(pk=upload_id)
    with translation.override(upload.language):
        table, why = read_or_why(bytes(upload.source))
        try:
            if table is not None:
                _run_parts(upload, table, at)
        except Forbidden:
            why = failure("uploader_left")
    upload.claimed_until, upload.failure = None, why
    upload.checked_at = upload.checked_at or at
    if upload.wanted_at is not None or why:
        upload.finished_at, upload.source = at, b""
    upload.save(update_fields=["claimed_until", "failure", "checked_at", "finished_at", "source"])


def _run_parts(upload: CatalogueUpload, table: Table, at: datetime) -> None:
    """Every part is a transaction of its own; a part that is done already is only compared with."""
    check, before = TableCheck(table.names), upload.read
    outcome = outcome_of(upload.outcome) if before else Outcome(unknown=table.unknown)
    for start in range(0, len(table.rows), PART):
        rows = table.rows[start : start + PART]
        read = start + len(rows)
        with transaction.atomic():
            if upload.wanted_at is not None:
                organisations = [upload.exporter_id]
                access.hold_seat(
                    actor=upload.created_by, permission=Permission.FILE, organisations=organisations, at=at
                )
                hold_catalogue(exporter_id=upload.exporter_id)
            report = check.check(rows, stock=stock_of(upload.exporter_id, rows))
            if read <= before:
                continue
            if upload.wanted_at is not None:
                _write(upload, report.items, at)
            outcome = outcome.with_report(report)
            upload.rows, upload.read, upload.outcome = len(table.rows), read, outcome.as_json()
            upload.save(update_fields=["rows", "read", "outcome"])


def _write(upload: CatalogueUpload, planned: Iterable[Planned], at: datetime) -> None:
    """`updated_at` is the instant of the writing, not of the run: whoever read one part is told of the next."""
    changed = {each.entry: each for each in planned if each.change == Change.CHANGED}
    items = list(CatalogueItem.objects.filter(pk__in=changed))
    for item in items:
        item.revision += 1
        item.archived_at = None
        write_body(entry=item, body=changed[item.pk].body, actor=upload.created_by, at=at)
        item.updated_at = clock.Now()
    columns = ("body", "name", "key", "number", "revision", "changed_by", "changed_at", "updated_at")
    classified = ("classified_by", "classified_at", "classified_edition")
    CatalogueItem.objects.bulk_update(items, [*columns, *classified, "archived_at"], batch_size=PART)
    new = []
    for each in planned:
        if each.change == Change.ADDED:
            item = CatalogueItem(exporter_id=upload.exporter_id, created_by=upload.created_by, created_at=at)
            write_body(entry=item, body=each.body, actor=upload.created_by, at=at)
            item.updated_at = clock.Now()
            new.append(item)
    CatalogueItem.objects.bulk_create(new, batch_size=PART)


@transaction.atomic
def purge_uploads(*, at: datetime) -> None:
    """What became of a table is kept for a month, and so long is one kept that nobody decides about."""
    undecided = Q(finished_at=None, wanted_at=None, checked_at__lt=at - KEPT)
    CatalogueUpload.objects.filter(Q(finished_at__lt=at - KEPT) | undecided).delete()
