"""Editions of the list: numbered, dated, whole, in every form that somebody may want to keep or cite."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from controllist.actions.log_files import want_edition
from controllist.edition_papers import AT_ONCE, MOST, file_of, paper_of, wish_for
from controllist.queries.editions import PER_PAGE, EditionOfList, edition_of_list
from controllist.queries.published import MEDIA_TYPES, as_form
from controllist.views.changes import edition_parameter
from exportctl.core.errors import WrongStatus
from exportctl.core.i18n import language
from exportctl.core.pdf import available

FOR_A_YEAR = 365 * 24 * 3600  # seconds


@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """One edition: its date, its entries, its signed head, and the same to take along."""
    whole = edition_of_list(number)
    page = max(1, edition_parameter(request, "page") or 1)
    context = {
        "edition": whole,
        "entries": whole.page(page),
        "pdf": available() and whole.size <= MOST,
        "previous": f"?page={page - 1}" if page > 1 else "",
        "next": f"?page={page + 1}" if page * PER_PAGE < whole.size else "",
    }
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
    who = {"private": True} if form in IN_LANGUAGES else {"public": True}
    patch_cache_control(response, max_age=FOR_A_YEAR, immutable=True, **who)
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
    file = file_of(whole, language())
    if file and file.exists():
        return file.read_bytes()
    if whole.size > MOST or (whole.size > AT_ONCE and not file):
        raise WrongStatus(
            _(
                "This edition is too long to be set as one document here. Take the CSV or JSON, which say the same."
            )
        )
    if file and whole.size > AT_ONCE:
        # Where the web server may only read, nobody can ask for it: the newest edition comes by itself.
        with suppress(OSError):
            want_edition(wish=wish_for(file))
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
