"""The letter about the end of a case without a decision: the ground, what it means, how to contest it."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from exportctl.core.canonical import rfc3339
from exportctl.core.models import Organisation
from exportctl.core.notices import zone_of
from licensing.models import Closing, Document
from licensing.queries.letterheads import letterhead_of
from licensing.queries.letters import Letter, identified
from licensing.rules.closings import LABELS, MEANINGS

CLOSING_LETTER = "closing_letter"


def language_of(authority: Organisation) -> str:
    """In which it writes: its own, where letters are made in it; else English."""
    return authority.language if authority.language in dict(settings.LANGUAGES) else "en"


def is_about_closing(document: Document) -> bool:
    return bool(document.facts.get("letter") == CLOSING_LETTER)


def closing_letter_of(document: Document) -> Letter:
    """The letter that an owed document stands for; its `reason` is what follows. It rests on no decision."""
    assert document.about  # such a letter is about its closing
    closings = Closing.objects.select_related(
        "request__exporter__organisation",
        "request__authority__member_state",
        "request__version",
        "duplicate_of",
    )
    closing = closings.get(pk=document.about)
    request = closing.request
    letterhead = letterhead_of(request.authority)
    data = {
        **identified("exportctl-closing/1", request),
        **closing.as_facts(),
        "ground": str(LABELS[closing.because]),
        "remedy": letterhead.remedy or None,
        "closed_at": rfc3339(closing.closed_at),
    }
    return Letter(
        kind=CLOSING_LETTER,
        title=_("Your case is closed without a decision"),
        request=request,
        written_at=closing.closed_at,
        zone=zone_of(request.authority).key,
        basis=None,
        listing=None,
        letterhead=letterhead,
        data=data,
        reason=str(MEANINGS[closing.because]),
        closing=closing,
    )
