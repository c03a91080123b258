"""The files of a case, looked at without running anything of them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exportctl.core import clock
from exportctl.core.actions.files import path_of
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.uploads import decoded, encoding_of
from exportctl.core.views.forms import errors_as_message
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.documents import FilingForm, ReplacementForm
from exportctl.desks.case.presenters.documents import CaseDocument, case_documents, if_released
from exportctl.desks.case.queries.cases import CasePage, case_page
from exportctl.desks.case.views.cases import (
    case_form_response,
    case_or_404,
    context_of,
    officer_case_or_404,
)
from licensing.actions.internal_documents import file_document
from licensing.actions.refused_files import remove_file, replace_file
from licensing.actions.withheld_files import release_file
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting

MOST_TEXT = 64 * 1024  # bytes of a text that a page shows; the rest is in the download
# What a browser calls the ways in which a text may be written.
CHARSETS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16", "cp1252": "windows-1252"}
# A file is shown as bytes of its own: it may load, run, submit and frame nothing.
ALONE = "default-src 'none'; script-src 'none'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'"
SANDBOXED = f"sandbox; {ALONE}; form-action 'none'"
# A browser's own reader of PDF does not start in a sandboxed page; it has one of its own. A PDF in which something
# runs was rejected in its check (rules.uploads.pdf_objects); only what is clean gets here.
READER = f"{ALONE}; form-action 'none'; object-src 'self'"


@require_safe
@login_required
def preview(request: AuthenticatedRequest, reference: str, document_id: UUID) -> HttpResponse:
    """A page about one file: what it is, who sent it, and its picture or text."""
    page = case_page(case_or_404(request, reference))
    paper = _paper_or_404(page, document_id)
    text, cut = _text(paper) if paper.look == "text" else ("", False)
    context = context_of(page, "documents", paper=paper, text=text, cut=cut)
    return render(request, "desks/case/document.html", context)


@login_required
def file(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """An officer files a document of the authority's own."""
    case = officer_case_or_404(request, reference)
    is_sent = request.method == "POST"
    form = FilingForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with errors_in(form):
            filed = file_document(
                request_id=case.request.pk,
                upload=given["file"],
                nature=given["nature"],
                words=given["words"],
                actor=request.user,
                at=clock.now(),
            )
            messages.success(
                request, _("%(name)s is filed. It opens once it is checked.") % {"name": filed.name}
            )
            return redirect("desks:case_tab", reference, "documents")
    return case_form_response(request, case_page(case), "file_document", form, tab="documents")


@login_required
def release(request: AuthenticatedRequest, reference: str, document_id: UUID) -> HttpResponse:
    """An officer releases a file that was withheld for its marking."""
    case = officer_case_or_404(request, reference)
    page = case_page(case)
    paper = _listed_or_404(page, document_id)
    if not paper.is_withheld:
        raise Http404
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            release_file(document_id=document_id, actor=request.user, at=clock.now())
            messages.success(request, _("%(name)s is released.") % {"name": paper.document.name})
            return redirect("desks:case_tab", reference, "documents")
    return case_form_response(
        request,
        page,
        "release",
        form,
        tab="documents",
        paper=paper,
        file=paper.document.file,
        consequences=if_released(paper.document.name),
        acting=acting(request.user, case.request.authority, at=case.at),
    )


@login_required
def replace(request: AuthenticatedRequest, reference: str, document_id: UUID) -> HttpResponse:
    """The exporter puts another file in the place of one that was refused."""
    page = case_page(case_or_404(request, reference))
    paper = _refused_or_404(page, document_id)
    is_sent = request.method == "POST"
    form = ReplacementForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        with errors_in(form, field="file"):
            other = replace_file(
                document_id=document_id, upload=form.cleaned_data["file"], actor=request.user, at=clock.now()
            )
            words = {"name": other.name, "refused": paper.document.name}
            messages.success(
                request,
                _("%(name)s is sent in place of %(refused)s. It opens once it is checked.") % words,
            )
            return redirect("desks:case_tab", reference, "documents")
    return case_form_response(request, page, "replace_document", form, tab="documents", paper=paper)


@require_POST
@login_required
def remove(request: AuthenticatedRequest, reference: str, document_id: UUID) -> HttpResponse:
    """The exporter takes a refused file off the case."""
    paper = _refused_or_404(case_page(case_or_404(request, reference)), document_id)
    with errors_as_message(request):
        remove_file(document_id=document_id, actor=request.user, at=clock.now())
        messages.success(request, _("%(name)s is removed.") % {"name": paper.document.name})
    return redirect("desks:case_tab", reference, "documents")


def _refused_or_404(page: CasePage, document_id: UUID) -> CaseDocument:
    paper = _listed_or_404(page, document_id)
    if not paper.may_be_replaced:
        raise Http404
    return paper


@require_safe
@login_required
def view(request: AuthenticatedRequest, reference: str, document_id: UUID) -> HttpResponse | FileResponse:
    """The bytes of an image, a text or a PDF, to look at in the browser; never as a page of this site."""
    paper = _paper_or_404(case_page(case_or_404(request, reference)), document_id)
    file = paper.document.file
    if file is None or not paper.look:
        raise Http404
    try:
        content = path_of(file=file).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    kind = file.media_type
    if paper.look == "text":
        kind = f"text/plain; charset={CHARSETS[encoding_of(content.read(MOST_TEXT))]}"
        content.seek(0)
    response = FileResponse(content, filename=file.name, content_type=kind)
    response["Content-Security-Policy"] = READER if paper.look == "pdf" else SANDBOXED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _paper_or_404(page: CasePage, document_id: UUID) -> CaseDocument:
    paper = _listed_or_404(page, document_id)
    if not paper.is_there:
        raise Http404
    return paper


def _listed_or_404(page: CasePage, document_id: UUID) -> CaseDocument:
    paper = next((each for each in case_documents(page) if each.document.pk == document_id), None)
    if paper is None:
        raise Http404
    return paper


def _text(paper: CaseDocument) -> tuple[str, bool]:
    """The beginning of a text file, and whether there is more of it."""
    assert paper.document.file  # as `_paper_or_404` looked
    try:
        with path_of(file=paper.document.file).open("rb") as content:
            beginning = content.read(MOST_TEXT + 1)
    except FileNotFoundError:
        raise Http404 from None
    return decoded(beginning[:MOST_TEXT]), len(beginning) > MOST_TEXT
