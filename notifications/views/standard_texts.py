"""The standard texts: read and changed by the Commission, each change by two officers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from notifications.actions import standard_texts as actions
from notifications.forms.positions import ActForm
from notifications.forms.standard_texts import StandardTextForm
from notifications.models import StandardText
from notifications.queries.consequences import acting, if_text_approved
from notifications.queries.standard_texts import (
    find_text,
    in_force,
    retired_texts,
    versions_of,
    waiting_texts,
)
from notifications.rules.standard_texts import LANGUAGES


def _commission(request: AuthenticatedRequest) -> Any:
    organisations = access.organisations_of(request.user, Permission.ADMINISTER)
    if not organisations:
        raise Http404
    return organisations[0]


@require_safe
@login_required
def texts(request: AuthenticatedRequest) -> HttpResponse:
    """Every text in force, and what waits for a second officer."""
    _commission(request)
    language = get_language() or "en"
    rows = [(text, text.title(language), text.text(language)) for text in in_force()]
    if kind := table_kind(request):
        head = [_("Title"), _("For"), _("Text"), _("Version")]
        cells = (
            [title, _("Conditions") if text.kind == "conditions" else _("Reasons"), words, text.version]
            for text, title, words in rows
        )
        return TABLES[kind](f"standard-texts.{kind}", head, cells)
    context = {
        "rows": rows,
        "waiting": waiting_texts(),
        "retired": [(text, text.title(language)) for text in retired_texts()],
    }
    return render(request, "notifications/texts/texts.html", context)


@login_required
def change(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """Propose the next version of one text."""
    _commission(request)
    text = find_text(key)
    if text is None:
        raise Http404
    retiring = "retire" in request.POST
    form = StandardTextForm(request.POST if request.method == "POST" else None, text=text, retiring=retiring)
    if request.method == "POST" and form.is_valid():
        words, at = form.words(), clock.now()
        with errors_in(form):
            if retiring:
                actions.retire_text(key=key, reason=words["reason"], actor=request.user, at=at)
            else:
                actions.propose_text(key=key, actor=request.user, at=at, **words)
            messages.success(request, _("Proposed. A second officer of the Commission approves it."))
            return redirect("notifications:texts")
    context = {
        "form": form,
        "text": text,
        "title": text.title(get_language() or "en"),
        "versions": versions_of(key),
    }
    return form_response(request, "notifications/texts/text.html", form, context)


@login_required
def approve(request: AuthenticatedRequest, text_id: UUID) -> HttpResponse:
    """The second officer: what changes, word by word; approve or discard."""
    organisation = _commission(request)
    texts = StandardText.objects.select_related("proposed_by")
    act = waiting_or_elsewhere(texts, text_id, url=reverse("notifications:texts"), reader=request.user)
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        carry_out = actions.discard_text if "discard" in request.POST else actions.approve_text
        with errors_in(form):
            carry_out(text_id=act.pk, actor=request.user, at=clock.now())
            messages.success(request, _("Discarded.") if "discard" in request.POST else _("Carried out."))
            return redirect("notifications:texts")
    current = find_text(act.key)
    pairs = [
        (code, current.titles[code], act.titles[code], current.texts[code], act.texts[code])
        for code in LANGUAGES
        if current
    ]
    context = {
        "form": form,
        "act": act,
        "pairs": pairs,
        "retiring": (retiring := not any(act.texts.values())),
        "consequences": if_text_approved(retiring=retiring),
        "acting": acting(request.user, organisation, at=clock.now()),
    }
    return form_response(request, "notifications/texts/approve.html", form, context)
