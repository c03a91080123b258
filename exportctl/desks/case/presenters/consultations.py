"""The consultations of a case as its officers read them."""

from dataclasses import dataclass

from exportctl.core.calendar import local_date
from exportctl.core.formatting import inside
from exportctl.core.notices import zone_of
from exportctl.desks.case.queries.cases import CasePage
from licensing.models import Advice, BodyMail, ConditionsDraft, Consultation, Document
from licensing.models.consultations import PART_LABELS
from licensing.queries.consultations import consultations_of, files_of, is_on_earlier_version
from licensing.rules.consultations import State


@dataclass(frozen=True)
class GivenAdvice:
    """What a body said, and whether to the question as it stands now."""

    advice: Advice
    is_current: bool
    files: list[Document]  # that came with it
    version: int  # of the conditions that it was given on; 0 where none were drafted


@dataclass(frozen=True)
class Row:
    consultation: Consultation
    parts: str  # what the body may see, in words
    documents: str  # what it may read besides, by name
    late: bool  # its day has passed in silence
    ask_again: bool  # its advice was on other conditions than those drafted last
    is_outdated: bool  # its advice was on what the exporter corrected since
    unsent: BodyMail | None  # the mail of this round that could not be sent, so far or for good
    advice: list[GivenAdvice]  # in its order


@dataclass(frozen=True)
class Version:
    row: ConditionsDraft
    text: str
    before: str  # the version below it, to be compared with


def consultation_rows(page: CasePage) -> list[Row]:
    request = page.request
    drafted = tuple(page.conditions_drafts[0].conditions) if page.conditions_drafts else ()
    today = local_date(page.at, zone_of(request.authority))
    rows = list(consultations_of(request)) if page.present["consultations"] else []
    files = files_of(*(advice for row in rows for advice in row.advice.all()))
    return [
        Row(
            row,
            ", ".join(inside(PART_LABELS[part]) for part in PART_LABELS if part in row.parts),
            ", ".join(each.document.name for each in row.shared_documents.all() if each.round == row.round),
            row.status == State.ASKED and today > row.due_on,
            row.status == State.ADVISED and row.proposed_conditions != drafted,
            is_on_earlier_version(row, request),
            _unsent(row),
            [_given(row, advice, files) for advice in row.advice.all()],
        )
        for row in rows
    ]


def _given(consultation: Consultation, advice: Advice, files: list[Document]) -> GivenAdvice:
    """Advice of before the version was kept beside it is on the present one, if it is of the present question."""
    is_current = advice.round == consultation.round
    draft = advice.conditions or (consultation.conditions if is_current else None)
    mine = [document for document in files if document.about == advice.pk]
    return GivenAdvice(advice, is_current, mine, draft.version if draft else 0)


def _unsent(consultation: Consultation) -> BodyMail | None:
    if consultation.status != State.ASKED:
        return None
    failed = [
        mail
        for mail in consultation.mails.all()
        if mail.round == consultation.round
        and mail.delivered_at is None
        and (mail.failure or mail.gave_up_at)
    ]
    return failed[-1] if failed else None


def drafts_of(page: CasePage) -> list[Version]:
    """The newest first, each beside the one before it."""
    rows = page.conditions_drafts
    texts = ["\n".join(row.conditions) for row in rows]
    return [Version(*each) for each in zip(rows, texts, [*texts, ""][1:], strict=True)]
