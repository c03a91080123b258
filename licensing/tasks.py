"""Thin tasks: an owed row in, one action out."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from exportctl.core import clock
from exportctl.core.actions.heartbeats import record_heartbeat
from exportctl.core.calendar import brussels_date
from exportctl.core.errors import Forbidden
from exportctl.core.pdf import available
from exportctl.core.rules.heartbeats import Sweep
from exportctl.core.sweeps import try_each
from licensing.actions.assignments import tell_seats_run_out
from licensing.actions.body_mails import deliver_body_mail
from licensing.actions.catalogue_uploads import purge_uploads, run_upload
from licensing.actions.consultations import remind_body
from licensing.actions.customs_holds import end_silent_hold
from licensing.actions.documents import render_document
from licensing.actions.effective_days import begin_due_acts
from licensing.actions.general_reports import remind_of_general
from licensing.actions.list_impacts import compare_again, editions_to_compare
from licensing.actions.listed_names import seek_names
from licensing.actions.registrations import erase_unconfirmed
from licensing.actions.reminders import remind_of_questions
from licensing.actions.sanctions_lists import take_list_into_use
from licensing.actions.sandbox import sweep_sandboxes
from licensing.actions.screening_jobs import fail_job, purge_jobs, screen_part
from licensing.actions.search_documents import renew_search_documents
from licensing.actions.silence import warn_of_silence
from licensing.actions.statement_mails import deliver_statement_link
from licensing.actions.uncounted_days import count_days
from licensing.models import (
    BodyMail,
    CatalogueUpload,
    CustomsHold,
    Document,
    EndUseStatementLink,
    Registration,
    ScreeningJob,
)
from licensing.queries.consultations import to_be_reminded
from licensing.queries.sanctions_lists import received_lists

log = logging.getLogger(__name__)
RENDERING_AT_ONCE = timedelta(seconds=20)
RENDERING = Sweep("render_documents", _("Make receipts and letters"), timedelta(seconds=10))
BODY_MAILS = Sweep("write_to_bodies", _("Write to consulted bodies and to end users"), timedelta(seconds=30))
IMPORTS = Sweep("import_items", _("Import tables of items"), timedelta(seconds=30))
SCREENING = Sweep("screen_jobs", _("Screen catalogues"), timedelta(seconds=5))
SCREENING_AT_ONCE = timedelta(seconds=40)  # of one sweep: below Celery's limit, and the sweep is not late
RENEWING = timedelta(seconds=30)  # of one sweep
SANCTIONS = Sweep("take_sanctions_lists", _("Take sanctions lists into use"), timedelta(seconds=30))
REMINDERS = Sweep("send_reminders", _("Remind of open questions and consultations"), timedelta(seconds=60))
GENERAL = Sweep(
    "remind_of_general_authorisations",
    _("Remind of first uses and reports of general authorisations"),
    timedelta(hours=1),
)
COMPARING = Sweep(
    "compare_with_list",
    _("Compare catalogues and cases with a new edition"),
    timedelta(seconds=30),
    takes=timedelta(minutes=10),
)
SEARCH = Sweep("renew_search", _("Write search documents anew"), timedelta(seconds=60))


@shared_task(acks_late=True)
def render_documents(**_unused: object) -> None:
    """Beat, every 10 s: the rows without a file are the queue, the oldest demonstration history last.

    The next sweep goes on where this one stops: what shares its worker waits for no pile of letters.
    """
    if not available():
        return
    until = clock.machine_now() + RENDERING_AT_ONCE
    due = Document.objects.due(at=clock.machine_now()).order_by("-created_at")
    try_each(
        lambda pk: render_document(document_id=pk, at=clock.now(), machine_at=clock.machine_now()),
        takewhile(lambda _pk: clock.machine_now() < until, list(due.values_list("pk", flat=True)[:50])),
    )
    record_heartbeat(sweep=RENDERING, at=clock.machine_now())


@shared_task(acks_late=True)
def import_items(**_unused: object) -> None:
    """Beat, every 30 s: tables of items that wait to be checked or imported, the oldest first."""
    try_each(lambda step: step(), (_run_uploads, lambda: purge_uploads(at=clock.now())))
    record_heartbeat(sweep=IMPORTS, at=clock.machine_now())


def _run_uploads() -> None:
    due = CatalogueUpload.objects.due(at=clock.machine_now()).order_by("created_at")
    try_each(
        lambda pk: run_upload(upload_id=pk, at=clock.now(), machine_at=clock.machine_now()),
        list(due.values_list("pk", flat=True)),
    )


@shared_task(acks_late=True)
def screen_jobs(**_unused: object) -> None:
    """Beat, every 5 s: a part of each job in turn, so that a long one keeps no other waiting; workers share them.

    The next sweep goes on where this one stops.
    """
    until = clock.machine_now() + SCREENING_AT_ONCE
    waiting = list(ScreeningJob.objects.due().values_list("pk", flat=True))
    while waiting and clock.machine_now() < until:
        waiting = [pk for pk in waiting if _has_screened(pk)]
    purge_jobs(at=clock.now())
    record_heartbeat(sweep=SCREENING, at=clock.machine_now())


def _has_screened(pk: UUID) -> bool:
    """Was a part of this job answered? What stumbles would stumble again, and ends its own job alone."""
    try:
        return screen_part(job_id=pk, at=clock.now())
    except Forbidden:
        fail_job(job_id=pk, code="starter_left")
    except (OperationalError, InterfaceError, SoftTimeLimitExceeded):
        raise  # of the machine, not of the job: the next sweep tries again
    except Exception:
        log.exception("screening job %s", pk)
        fail_job(job_id=pk, code="stumbled")
    return False


@shared_task(acks_late=True)
def send_reminders(**_unused: object) -> None:
    """Beat, every minute: what is near its day or over: questions, seats, holds, silence, unconfirmed registrations.

    Each step by itself; while one stumbles the monitor shows the sweep as late.
    """
    at = clock.now()
    steps: tuple[Callable[..., object], ...] = (
        remind_of_questions,
        begin_due_acts,
        tell_seats_run_out,
        count_days,
        _end_silent_holds,
        warn_of_silence,
        _erase_unconfirmed,
        _remind_bodies,
        _sweep_sandboxes,
    )
    try_each(lambda step: step(at=at), steps)
    record_heartbeat(sweep=REMINDERS, at=clock.machine_now())


def _end_silent_holds(*, at: datetime) -> None:
    silent = CustomsHold.objects.silent(at=at).values_list("pk", flat=True)
    try_each(lambda pk: end_silent_hold(hold_id=pk, at=at), list(silent))


def _erase_unconfirmed(*, at: datetime) -> None:
    unconfirmed = Registration.objects.unconfirmed(at=at).values_list("pk", flat=True)
    try_each(lambda pk: erase_unconfirmed(registration_id=pk, at=at), list(unconfirmed))


def _remind_bodies(*, at: datetime) -> None:
    try_each(lambda pk: remind_body(consultation_id=pk, at=at), list(to_be_reminded(at=at)))


def _sweep_sandboxes(*, at: datetime) -> None:
    sweep_sandboxes(before=brussels_date(at) - timedelta(days=1))


@shared_task(acks_late=True)
def remind_of_general_authorisations(**_unused: object) -> None:
    """Beat, every hour: first uses and reports; their days are whole days, and every registration is looked at."""
    remind_of_general(at=clock.now())
    record_heartbeat(sweep=GENERAL, at=clock.machine_now())


@shared_task
def write_to_bodies(**_unused: object) -> None:
    """Beat, every 30 s: the mails owed to consulted bodies and to end users abroad."""
    try_each(lambda step: step(), (_write_mails, _send_statement_links))
    record_heartbeat(sweep=BODY_MAILS, at=clock.machine_now())


def _write_mails() -> None:
    due = BodyMail.objects.due(at=clock.machine_now())
    try_each(
        lambda pk: deliver_body_mail(mail_id=pk, machine_at=clock.machine_now()),
        list(due.values_list("pk", flat=True)[:200]),
    )


def _send_statement_links() -> None:
    links = EndUseStatementLink.objects.due(at=clock.machine_now())
    try_each(
        lambda pk: deliver_statement_link(link_id=pk, machine_at=clock.machine_now()),
        list(links.values_list("pk", flat=True)[:200]),
    )


@shared_task(acks_late=True)
def take_sanctions_lists(**_unused: object) -> None:
    """Beat, every 30 s: lists that were received, and names of denials; open cases are compared with what is new."""
    try_each(lambda step: step(), (_take_lists, lambda: seek_names(at=clock.now())))
    record_heartbeat(sweep=SANCTIONS, at=clock.machine_now())


def _take_lists() -> None:
    try_each(lambda pk: take_list_into_use(list_id=pk, at=clock.now()), received_lists())


@shared_task(acks_late=True)
def compare_with_list(**_unused: object) -> None:
    """Beat, every 30 s: each new edition against catalogues, open requests and live authorisations, once."""
    try_each(lambda edition: compare_again(edition=edition, at=clock.now()), editions_to_compare())
    record_heartbeat(sweep=COMPARING, at=clock.machine_now())


@shared_task
def renew_search(**_: object) -> None:
    """Beat, every minute: nothing to do but after an upgrade that changed what is searched, or how."""
    until = clock.machine_now() + RENEWING
    while renew_search_documents() and clock.machine_now() < until:
        pass
    record_heartbeat(sweep=SEARCH, at=clock.machine_now())
