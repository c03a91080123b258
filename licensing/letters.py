"""Letters as PDF/A-3u: tagged, in the exporter's language, with the same facts inside as signed JSON.

The renderer fetches nothing but the style sheet and fonts that come with the product.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from exportctl.core import clock, signing
from exportctl.core.glyphs import legible
from exportctl.core.models import Organisation
from exportctl.core.pdf import as_pdf
from licensing.models import AuthorisationRequest, Document, Proposal
from licensing.models.documents import DocumentKind
from licensing.queries.authorisation_letters import (
    CHANGE,
    burdens,
    change_letter_of,
    is_about_authorisation,
)
from licensing.queries.closing_letters import CLOSING_LETTER, closing_letter_of, is_about_closing
from licensing.queries.letters import HEADLINES, WITHDRAWAL, Letter, letter_before, letter_of
from licensing.queries.remedy_letters import REMEDY_LETTER, is_about_remedy, remedy_letter_of
from licensing.rules.kinds import KINDS
from licensing.rules.proposals import terms_of
from licensing.rules.requests import Kind, LegalBasis, Outcome
from licensing.rules.shapes import JsonObject

DATA_NAME = {
    DocumentKind.RECEIPT.value: "receipt.json",
    DocumentKind.DECISION_LETTER.value: "decision.json",
    WITHDRAWAL: "withdrawal.json",
    CHANGE: "authorisation-change.json",
    CLOSING_LETTER: "closing.json",
    REMEDY_LETTER: "remedy.json",
}


def render(document: Document, *, at: datetime) -> bytes:
    """The bytes of an owed document's letter, in its language. Raises whatever the renderer raises."""
    with override(document.language):
        letter = _letter_of(document)
        html = render_to_string(f"letters/{letter.kind}.html", _context(letter, document.language))
        return as_pdf(legible(html), [_signed_data(letter)])


def _letter_of(document: Document) -> Letter:
    """What the owed document tells: of an authorisation, a remedy, an end without a decision, else of the case."""
    if is_about_authorisation(document):
        return change_letter_of(document)
    if is_about_remedy(document):
        return remedy_letter_of(document)
    return closing_letter_of(document) if is_about_closing(document) else letter_of(document)


@dataclass(frozen=True)
class Preview:
    """A letter before its decision: the same template, in the language it would be written in, never signed."""

    letter: Letter
    language: str

    @property
    def html(self) -> SafeString:
        """As a page shows it."""
        return self._written({"base_template": "letters/preview.html"})

    def pdf(self) -> bytes:
        """As it would be sent, marked as not decided on every page. Raises whatever the renderer raises."""
        with override(self.language):
            return as_pdf(legible(self._written({"undecided": True})), [])

    def _written(self, more: dict[str, Any]) -> SafeString:
        with override(self.language):
            context = {**_context(self.letter, self.language), **more}
            return render_to_string(f"letters/{self.letter.kind}.html", context)


def preview(
    *,
    request: AuthorisationRequest,
    outcome: str,
    legal_basis: str,
    grounds: str,
    conditions: Sequence[str],
    at: datetime,
    terms: JsonObject | None = None,
) -> Preview | None:
    """The decision letter of what is not decided yet; None while outcome or legal basis are missing."""
    if outcome not in HEADLINES or legal_basis not in set(LegalBasis):
        return None
    shown_conditions = list(conditions) if outcome == Outcome.GRANT_WITH_CONDITIONS else []
    proposal = Proposal(
        request=request,
        outcome=outcome,
        legal_basis=legal_basis,
        grounds=grounds,
        conditions=shown_conditions,
        **terms_of(terms or {}, outcome=outcome),
    )
    return Preview(letter_before(request, proposal, at=at), request.exporter.organisation.language)


def copy_of(*, request: AuthorisationRequest, sections: Sequence[Any], language: str, at: datetime) -> bytes:
    """What was declared as one PDF, in the reader's language: `sections` of a title and rows. Never signed."""
    context = {
        "request": request,
        "declared": KINDS[Kind(request.kind)].declared,
        "sections": [(each.title, [(name, _lines(words)) for name, words in each.rows]) for each in sections],
        "language": language,
        "translated_name": _translated(request.authority, language),
        "demonstration": clock.is_demonstration(),
        "at": at,
    }
    with override(language):
        return as_pdf(legible(render_to_string("letters/declaration.html", context)), [])


def _lines(words: Any) -> list[Any]:
    return list(words) if isinstance(words, list | tuple) else [words]


def _context(letter: Letter, language: str) -> dict[str, Any]:
    return {
        "letter": letter,
        "burdens": burdens(letter),
        "request": letter.request,
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "translated_name": _translated(letter.request.authority, language),
        "demonstration": clock.is_demonstration(),
        "fingerprint": signing.fingerprint(),
        "address": settings.BASE_URL,
    }


def _translated(authority: Organisation, language: str) -> str:
    """The authority's name in English beneath its own, unless the letter is in the authority's own language."""
    return "" if language == authority.language != "en" else authority.translated_name


def _signed_data(letter: Letter) -> Any:
    from weasyprint import Attachment

    content = json.dumps(signing.sign(letter.data), ensure_ascii=False, indent=2, sort_keys=True)
    return Attachment(
        string=content,
        name=DATA_NAME[letter.kind],
        description=str(letter.title),
        created=letter.written_at,
        modified=letter.written_at,
        relationship="Data",
    )
