"""The whole notification on one page, to be printed or kept as one PDF."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from exportctl.core.pdf import available
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.presenters.declarations import declaration_of
from exportctl.desks.case.queries.cases import case_page
from exportctl.desks.case.views.cases import case_or_404, context_of
from licensing import letters


@require_safe
@login_required
def declaration(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Everything that was declared, in the reader's language."""
    page = case_page(case_or_404(request, reference))
    context = context_of(page, "summary", sections=declaration_of(page), pdf=available())
    return render(request, "desks/case/declaration.html", context)


@require_safe
@login_required
def declaration_pdf(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The same as a PDF; a copy to read, signed by nobody. The receipt is the proof."""
    page = case_page(case_or_404(request, reference))
    if not available():
        raise Http404
    sections = declaration_of(page)
    content = letters.copy_of(
        request=page.request, sections=sections, language=get_language() or "en", at=page.at
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{reference}-declaration.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
