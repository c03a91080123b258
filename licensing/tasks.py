"""Thin tasks: an owed row in, one action out."""

from celery import shared_task

from exportctl.core import clock
from exportctl.core.actions.heartbeats import keep_beat
from exportctl.core.rules.heartbeats import Sweep
from licensing import letters
from licensing.actions.body_mails import deliver_body_mail, unsent
from licensing.actions.consultations import remind_body
from licensing.actions.documents import ATTEMPTS, render_document
from licensing.actions.reminders import remind_of_questions
from licensing.models import Document
from licensing.queries.consultations import to_be_reminded


@shared_task(acks_late=True)
def render_documents(**_: object) -> None:
    """Beat, every 10 s: the rows without a file are the queue, the oldest demonstration history last."""
    if not letters.available():
        return
    owed = Document.objects.filter(file=None, attempts__lt=ATTEMPTS).order_by("-created_at")
    for pk in owed.values_list("pk", flat=True)[:50]:
        render_document(document_id=pk, at=clock.now())
    keep_beat(sweep=Sweep.DOCUMENTS, at=clock.machine_now())


@shared_task(acks_late=True)
def send_reminders(**_: object) -> None:
    """Beat, every 5 minutes: open questions whose day is near or over."""
    remind_of_questions(at=clock.now())


@shared_task
def write_to_bodies(**_: object) -> None:
    """Beat, every 30 s: the mails owed to consulted bodies, reminders first."""
    at = clock.now()
    for pk in to_be_reminded(at=at):
        remind_body(consultation_id=pk, at=at)
    for pk in unsent(machine_at=clock.machine_now()):
        deliver_body_mail(mail_id=pk, machine_at=clock.machine_now())
