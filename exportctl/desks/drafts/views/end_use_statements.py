"""The exporter's page of an end-use statement that is signed online: send a link, see its state, take it back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import clock
from exportctl.core.errors import Pointed
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.files import send
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.end_use_statements import LinkForm
from exportctl.desks.drafts.kinds import kind_of
from exportctl.desks.drafts.presenters.end_use_statements import shown_links, takes_links
from licensing.actions.end_use_statements import send_link, withdraw_link
from licensing.errors import Incomplete
from licensing.models import Document, EndUseStatement, RequestDraft
from licensing.models.documents import DocumentKind
from licensing.rules.end_use_statements import LASTS


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def links(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Of a draft or of what was sent; a further link ends the one that is out."""
    draft = _draft_or_404(request, reference)
    missing: list[Pointed] = []
    is_sent = request.method == "POST"
    form = LinkForm(request.POST if is_sent else None, initial={"language": get_language()})
    if is_sent and form.is_valid():
        with errors_in(form):
            missing = _send(request, draft, form)
            if not missing:
                messages.success(request, _("The link is on its way to %(email)s.") % form.cleaned_data)
                return redirect("desks:end_use_statement", reference)
    context = {
        "draft": draft,
        "case": draft.request if draft.is_sent else None,
        "links": shown_links(draft.request, at=clock.now()),
        "papers": _papers(draft),
        "takes": takes_links(draft.request),
        "days": LASTS.days,
        "missing": [
            {"text": gap["detail"], "href": kind_of(draft).field_page(draft, str(gap["pointer"]))}
            for gap in missing
        ],
    }
    response = form_response(request, "desks/drafts/end_use_statement.html", form, context)
    response.status_code = 422 if missing else response.status_code
    return response


def _send(request: AuthenticatedRequest, draft: RequestDraft, form: LinkForm) -> list[Pointed]:
    """What has to be said before anybody can sign it; nothing, where the link is sent."""
    try:
        send_link(request_id=draft.request_id, actor=request.user, at=clock.now(), **form.cleaned_data)
    except Incomplete as incomplete:
        return list(incomplete.errors)
    return []


@require_POST
@login_required
def withdraw(request: AuthenticatedRequest, reference: str, link_id: UUID) -> HttpResponse:
    draft = _draft_or_404(request, reference)
    with errors_as_message(request):
        withdraw_link(request_id=draft.request_id, link_id=link_id, actor=request.user, at=clock.now())
        messages.success(request, _("The link is withdrawn. Whoever opens it reads that."))
    return redirect("desks:end_use_statement", reference)


@require_safe
@login_required
def paper(request: AuthenticatedRequest, reference: str, link_id: UUID) -> FileResponse:
    """What was signed by this link, as the sealed PDF; a draft has it before it is a case."""
    draft = _draft_or_404(request, reference)
    document = _papers(draft).get(link_id)
    if document is None or document.file is None:
        raise Http404
    return send(document.file)


def _draft_or_404(request: AuthenticatedRequest, reference: str) -> RequestDraft:
    rows = RequestDraft.objects.visible_to(request.user).select_related(
        "request__version", "request__exporter__organisation", "request__authority__member_state", "exporter"
    )
    draft = get_object_or_404(rows, reference=reference)
    if not draft.statement:
        raise Http404
    return draft


def _papers(draft: RequestDraft) -> dict[UUID, Document]:
    """The sealed statements that are made already, by their link."""
    links = dict(EndUseStatement.objects.filter(request=draft.request_id).values_list("pk", "link_id"))
    made = Document.objects.filter(request=draft.request_id, kind=DocumentKind.RECEIPT.value, about__in=links)
    return {links[each.about]: each for each in made.exclude(file=None).select_related("file") if each.about}
