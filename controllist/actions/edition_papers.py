"""The documents of editions: owed once they are missing, set by a sweep, tried again like everything that is owed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from controllist.actions.log_files import publish_edition
from controllist.edition_papers import MOST, file_of, paper_of, wanted_papers, wish_for
from controllist.models import EditionPaper
from controllist.queries.editions import edition_of_list
from exportctl.core.actions import outbox


@transaction.atomic
def owe_papers(*, newest: int) -> None:
    """A row for each document that is missing: of the newest edition all, of earlier ones what was asked for.

    One that was set and whose file is gone is owed anew.
    """
    for number, language in wanted_papers(newest):
        whole = edition_of_list(number)
        file = file_of(whole, language)
        if file is not None and whole.size <= MOST and not file.exists():
            row, _is_new = EditionPaper.objects.get_or_create(edition=number, language=language)
            EditionPaper.objects.filter(pk=row.pk, set_at__isnull=False).update(set_at=None, attempts=0)


def set_paper(*, paper_id: UUID, machine_at: datetime) -> None:
    """Set one document and keep it; one that another start of the worker has kept already is done."""

    def write(row: EditionPaper) -> dict[str, datetime]:
        whole = edition_of_list(row.edition)
        file = file_of(whole, row.language)
        if file is not None and not file.exists():
            publish_edition(file=file, wish=wish_for(file), paper=paper_of(whole, row.language))
        return {"set_at": machine_at}

    outbox.deliver(rows=EditionPaper.objects.filter(pk=paper_id), send=write, machine_at=machine_at)
