"""Thin tasks: an owed row in, one action out."""

from celery import shared_task

from exportctl.core import clock
from licensing import letters
from licensing.actions.documents import ATTEMPTS, render_document
from licensing.actions.reminders import remind_of_questions
from licensing.models import Document


@shared_task(acks_late=True)
def render_documents(**_: object) -> None:
    """Beat, every 10 s: the rows without a file are the queue, the oldest demonstration history last."""
    if not letters.available():
        return
    owed = Document.objects.filter(file=None, attempts__lt=ATTEMPTS).order_by("-created_at")
    for pk in owed.values_list("pk", flat=True)[:50]:
        render_document(document_id=pk, at=clock.now())


@shared_task(acks_late=True)
def send_reminders(**_: object) -> None:
    """Beat, every 5 minutes: open questions whose day is near or over."""
    remind_of_questions(at=clock.now())
