"""The page behind a link to sign an end-use statement: no account, one use, opened by a button alone.

What looks at the addresses in mails asks by GET: it is shown who asks and nothing else, and nothing is recorded.
"""

from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.throttling import limited
from exportctl.desks.drafts.forms.end_use_statements import RefusalForm, SignForm
from exportctl.desks.drafts.presenters.end_use_statements import ending
from licensing.actions.end_use_statements import open_link, refuse_statement, sign_statement
from licensing.errors import LinkOver
from licensing.models import EndUseStatementLink
from licensing.queries.end_use_statements import declared_of, link_by_token
from licensing.queries.letterheads import letterhead_of
from licensing.rules.end_use_statements import LANGUAGES, UNDERTAKINGS, Standing

TRIES = 60  # a minute, from one network address


@never_cache
@limited("end-use-statement", a_minute=TRIES)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Read, sign or refuse. What a link was is said on a plain page once it can be used no more."""
    link = link_by_token(token)
    if link is None:
        raise Http404
    _speak(request, link)
    try:
        response = _answered(request, link) if request.method == "POST" else None
        response = response or _page(request, link)
    except LinkOver as over:
        response = _over(request, link, Standing(over.standing))
    # The address is a secret: no other site may read it, and no search engine keep it.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _speak(request: HttpRequest, link: EndUseStatementLink) -> None:
    """In the language that the exporter chose for the person, until the person chooses one."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(link.language)


def _answered(request: HttpRequest, link: EndUseStatementLink) -> HttpResponse | None:
    """What was pressed: to read, to sign, to refuse. None, where it is not complete, for the page with its errors."""
    pressed, at = request.POST.get("act", ""), clock.now()
    if pressed == "read":
        open_link(link_id=link.pk, at=at)
        return redirect(request.path)
    form: SignForm | RefusalForm = SignForm(request.POST) if pressed == "sign" else RefusalForm(request.POST)
    if form.is_valid():
        with errors_in(form):
            if isinstance(form, SignForm):
                sign_statement(link_id=link.pk, at=at, **form.signed)
            else:
                refuse_statement(link_id=link.pk, at=at, **form.cleaned_data)
            return redirect(request.path)
    return _page(request, link, form)


def _page(request: HttpRequest, link: EndUseStatementLink, form: BaseForm | None = None) -> HttpResponse:
    standing = link.standing(digest=declared_of(link.request).digest, at=clock.now())
    if standing not in (Standing.SENT, Standing.OPENED):
        raise LinkOver(standing)
    context = _about(link)
    if standing == Standing.SENT:
        return render(request, "desks/drafts/statement_invitation.html", context)
    start = {"digest": link.digest, "language": translation.get_language()}
    context |= {
        "sign": form if isinstance(form, SignForm) else SignForm(initial=start),
        "refuse": form if isinstance(form, RefusalForm) else RefusalForm(),
        "form": form,
        "undertakings": UNDERTAKINGS,
        "letterhead": letterhead_of(link.request.authority),
    }
    return render(request, "desks/drafts/statement_signature.html", context, status=422 if form else 200)


def _over(request: HttpRequest, link: EndUseStatementLink, standing: Standing) -> HttpResponse:
    title, why = ending(link, standing)
    context: dict[str, Any] = {
        **_about(link),
        "title": title,
        "why": why,
        "is_signed": standing == Standing.SIGNED,
    }
    gone = 200 if standing in (Standing.SIGNED, Standing.REFUSED) and request.method != "POST" else 410
    return render(request, "desks/drafts/statement_over.html", context, status=gone)


def _about(link: EndUseStatementLink) -> dict[str, Any]:
    return {
        "link": link,
        "exporter": link.request.exporter.legal_name,
        "authority": link.request.authority,
        "languages": LANGUAGES,
    }
