"""A case that ends without a decision: what follows before the officer confirms, what is to be read afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.calendar import local_date
from exportctl.core.formatting import inside
from exportctl.core.notices import zone_of
from exportctl.desks.case.queries.cases import CasePage
from licensing.models import AuthorisationRequest, Closing, Document, LetterheadChange
from licensing.queries.closing_letters import language_of
from licensing.queries.consultations import bodies_waited_for
from licensing.queries.letter_services import state_of
from licensing.queries.letterheads import letterhead_of
from licensing.rules.closings import LABELS, MEANINGS


@dataclass(frozen=True)
class ClosingPage:
    """What exporter and authority read of the end."""

    closing: Closing
    ground: str
    meaning: str
    letterhead: LetterheadChange
    letters: list[Document]
    served_on: date | None  # of its letter; no period for contesting it runs before


def closing_page(page: CasePage) -> ClosingPage | None:
    """None of a case that its authority has not closed."""
    if not page.request.closed_because:
        return None
    closing = Closing.objects.select_related("duplicate_of", "closed_by").get(request=page.request)
    return ClosingPage(
        closing=closing,
        ground=str(LABELS[closing.because]),
        meaning=str(MEANINGS[closing.because]),
        letterhead=letterhead_of(page.request.authority),
        letters=[row for row in page.documents if row.about == closing.pk],
        served_on=_served_on(page, closing),
    )


def _served_on(page: CasePage, closing: Closing) -> date | None:
    letter = next((row for row in page.documents if row.about == closing.pk), None)
    today = local_date(page.at, zone_of(page.request.authority))
    return state_of(letter, today=today).served_on if letter else None


def closed_in_words(request: AuthorisationRequest) -> str:
    text = _(
        "%(authority)s closed this without a decision: %(ground)s. Nothing is granted and nothing refused."
    )
    ground = inside(LABELS[request.closed_because])
    return text % {"authority": request.authority.short_name, "ground": ground}


def if_closed(page: CasePage) -> list[Any]:
    """What closing brings about, in sentences."""
    return list(_sentences(page))


def _sentences(page: CasePage) -> Iterator[Any]:
    request = page.request
    yield _("A second officer of your authority reads it and carries it out; until then nothing changes.")
    yield format_html(
        _(
            "The case ends <b>without a decision</b>: nothing is granted, nothing is refused, no denial is filed"
            " and no procedure opens."
        )
    )
    if page.waiting_proposal:
        yield _("The proposal that waits for a second officer ends with it.")
    if count := len(page.open_questions):
        words = ngettext(
            "%(n)d open question need not be answered any more.",
            "%(n)d open questions need not be answered any more.",
            count,
        )
        yield words % {"n": count}
    for body in bodies_waited_for(request):
        yield _("%(body)s need not advise any more.") % {"body": body.name}
    yield _("The decision clock ends.")
    language = dict(settings.LANGUAGES)[language_of(request.authority)]
    if letterhead_of(request.authority).remedy_body:
        yield _(
            "The exporter is told and gets a letter (%(language)s) with your explanation and the remedy."
        ) % {"language": language}
    else:
        yield _(
            "The exporter is told and gets a letter (%(language)s) with your explanation. No remedy is stored"
            " under Team, Letterhead: the letter says that it follows separately."
        ) % {"language": language}
    yield _("Once carried out it cannot be undone. The exporter may send a new one.")
