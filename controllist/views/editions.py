"""Editions of the list: numbered, dated, whole, in every form that somebody may want to keep or cite."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from controllist.edition_papers import AT_ONCE, file_of, paper_of
from controllist.queries.editions import EditionOfList, edition_of_list
from controllist.queries.published import MEDIA_TYPES, as_form
from exportctl.core.errors import WrongStatus
from exportctl.core.i18n import language
from exportctl.core.pdf import available

FOR_A_YEAR = 365 * 24 * 3600  # seconds


@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """One edition: its date, its entries, its signed head, and the same to take along."""
    whole = edition_of_list(number)
    context = {"edition": whole, "pdf": available()}
    return render(request, "controllist/edition.html", context)


@require_safe
def edition_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The whole text as PDF/A, JSON, NDJSON or CSV: the same bytes for ever, asked for again by their tag."""
    if form not in FORMS:
        raise Http404
    whole = edition_of_list(number)
    media_type, body = FORMS[form]
    response = HttpResponse(content_type=media_type)
    response["ETag"] = quote_etag(f"{whole.tag}-{form}{f'-{language()}' if form in IN_LANGUAGES else ''}")
    patch_cache_control(response, public=form not in IN_LANGUAGES, max_age=FOR_A_YEAR, immutable=True)
    conditional = get_conditional_response(request, etag=response["ETag"], response=response)
    if conditional is not None and conditional is not response:
        return conditional
    response.content = body(whole)
    response["Content-Disposition"] = f'attachment; filename="control-list-edition-{number}.{form}"'
    return response


def _as_form(form: str, whole: EditionOfList) -> bytes:
    return as_form(form, whole.as_rest())


def _paper(whole: EditionOfList) -> bytes:
    if not available():
        raise Http404
    if (file := file_of(whole, language())) and file.exists():
        return file.read_bytes()
    if len(whole.contents) > AT_ONCE:
        raise WrongStatus(
            _(
                "The document of this edition is still being set. Come back in a minute, or take the CSV or JSON."
            )
        )
    return paper_of(whole, language())


FORMS: dict[str, tuple[str, Callable[[EditionOfList], bytes]]] = {
    **{form: (kind, partial(_as_form, form)) for form, kind in MEDIA_TYPES.items()},
    "pdf": ("application/pdf", _paper),
}
IN_LANGUAGES = ("pdf",)
