"""The Commission corrects an entry of the list or takes it off: a proposer's page, a second officer's page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from controllist.actions import entry_changes as actions
from controllist.forms.entry_changes import (
    AnswerForm,
    CorrectionForm,
    DelistingForm,
    ReviewForm,
    TranslationForm,
)
from controllist.models import ControlListEntry, EntryChange
from controllist.queries import entry_changes as queries
from controllist.queries.consequences import if_changed
from controllist.queries.entries import entry_of
from controllist.queries.texts import LANGUAGE_NAMES, published_texts
from controllist.rules.entries import Change, Status
from controllist.rules.texts import LANGUAGES
from exportctl.core import access, clock
from exportctl.core.errors import Elsewhere
from exportctl.core.forms.errors import errors_in
from exportctl.core.i18n import language
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: AuthenticatedRequest, code: str) -> HttpResponse:
    """Propose other words for the entry."""
    return _propose(request, code, CorrectionForm)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delist(request: AuthenticatedRequest, code: str) -> HttpResponse:
    """Propose to take the entry off the list."""
    return _propose(request, code, DelistingForm)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review(request: AuthenticatedRequest, code: str) -> HttpResponse:
    """Propose to record that the entry was reviewed and stays."""
    return _propose(request, code, ReviewForm)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def translate(request: AuthenticatedRequest, code: str, language: str) -> HttpResponse:
    """Propose the entry's words in another language, to be signed by a second officer."""
    _commission(request)
    entry = entry_of(code)
    if language not in LANGUAGES or language == entry.authentic_language:
        raise Http404
    _require_free(entry)
    form = TranslationForm(request.POST if request.method == "POST" else None, entry=entry, language=language)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            change = actions.propose_translation(
                entry_id=entry.pk,
                language=language,
                edition=form.cleaned_data["edition"],
                actor=request.user,
                at=clock.now(),
                **form.words(),
            )
            messages.success(request, _("Proposed. A second officer of the Commission approves it."))
            return redirect(change)
    context = {
        "entry": entry,
        "kind": Change.TRANSLATION.value,
        "language": LANGUAGE_NAMES[language],
        "consequences": if_changed(entry, Change.TRANSLATION),
    }
    return form_response(request, "controllist/entry_changes/propose.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def entry_change(request: AuthenticatedRequest, code: str, change_id: UUID) -> HttpResponse:
    """The second officer: what changes, word by word; approve or discard."""
    organisation = _commission(request)
    entry = entry_of(code)
    changes = EntryChange.objects.filter(entry=entry).select_related("proposed_by")
    change = waiting_or_elsewhere(changes, change_id, url=entry.get_absolute_url(), reader=request.user)
    form = AnswerForm(request.POST or None, change=change)
    if request.method == "POST" and form.is_valid():
        is_discarded = "discard" in request.POST
        act = actions.discard_entry_change if is_discarded else actions.approve_entry_change
        with errors_in(form):
            act(change_id=change.pk, actor=request.user, at=clock.now())
            messages.success(request, _("Discarded.") if is_discarded else _("Carried out."))
            return redirect(entry)
    context = {
        "entry": entry,
        "change": change,
        "differences": queries.differences(entry, change),
        "own": change.was_proposed_by(request.user),
        "tone": "madder" if change.kind == Change.DELISTING else "",
        "text": published_texts([entry.pk], language()).get(entry.pk),
        "consequences": if_changed(entry, Change(change.kind)),
        "acting": {"who": request.user.name, "for_whom": organisation.spoken_name, "at": clock.now()},
    }
    return form_response(request, "controllist/entry_changes/approve.html", form, context)


def _propose(request: AuthenticatedRequest, code: str, kind: type[DelistingForm]) -> HttpResponse:
    _commission(request)
    entry = entry_of(code)
    _require_free(entry)
    form = kind(request.POST if request.method == "POST" else None, entry=entry)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            change = _proposed(request, entry, form)
            messages.success(request, _("Proposed. A second officer of the Commission approves it."))
            return redirect(change)
    context = {"entry": entry, "kind": form.kind.value, "consequences": if_changed(entry, form.kind)}
    return form_response(request, "controllist/entry_changes/propose.html", form, context)


def _proposed(request: AuthenticatedRequest, entry: ControlListEntry, form: DelistingForm) -> EntryChange:
    given: dict[str, Any] = {
        "entry_id": entry.pk,
        "basis": form.basis(),
        "edition": form.cleaned_data["edition"],
        "actor": request.user,
        "at": clock.now(),
    }
    if isinstance(form, CorrectionForm):
        return actions.propose_correction(words=form.words(), **given)
    if isinstance(form, ReviewForm):
        return actions.propose_review(**given)
    return actions.propose_delisting(**given)


def _require_free(entry: ControlListEntry) -> None:
    """Leads away from an entry that is off the list, and to the change that waits already."""
    if entry.status == Status.DELISTED:
        raise Elsewhere(
            _("The entry was taken off the list. A new procedure would list the item anew."),
            url=entry.get_absolute_url(),
        )
    if waiting := queries.waiting_change(entry):
        raise Elsewhere(
            _("A change of this entry waits for a second officer already."), url=waiting.get_absolute_url()
        )


def _commission(request: AuthenticatedRequest) -> Organisation:
    organisations = access.organisations_of(request.user, Permission.ADMINISTER)
    if not organisations:
        raise Http404
    return organisations[0]
