"""The Commission's editorial texts: an overview, a writer's page, a second reader's page."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from controllist.actions import texts as actions
from controllist.forms.texts import ReadForm, TextForm, shown
from controllist.models import ControlListEntry, EntryText
from controllist.queries import texts as queries
from controllist.rules.texts import Status
from exportctl.core import access, clock
from exportctl.core.errors import Elsewhere
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.next_steps import Act, NextStep
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest


def _commission(request: HttpRequest) -> Organisation:
    organisations = access.organisations_of(request.user, Permission.ADMINISTER)
    if not organisations:
        raise Http404
    return organisations[0]


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Every entry with the state of its text in each language."""
    _commission(request)
    if kind := table_kind(request):
        head = [_("Entry"), _("Words of the listing decision"), _("English"), _("German"), _("French")]
        rows = ([entry.code, entry.name, *map(_state, cells)] for entry, cells in queries.all_texts())
        return TABLES[kind](f"entry-texts.{kind}", head, rows)
    waiting = list(queries.waiting_texts())
    context = {"rows": queries.all_texts(), "waiting": waiting, "step": _step(waiting, request.user)}
    return render(request, "controllist/texts/overview.html", context)


def _step(waiting: Sequence[EntryText], reader: Any) -> NextStep | None:
    """The first that this reader may publish: whoever wrote a text does not read it."""
    text = next((each for each in waiting if each.written_by_id != reader.pk), None)
    if text is None:
        return None
    words = {"title": text.title, "language": text.language.upper(), "who": text.written_by}
    return NextStep(
        tone="todo",
        sentence=_("Read “%(title)s” (%(language)s) and publish it.") % words,
        when=_("Written by %(who)s.") % words,
        act=Act(_("Read it"), text.get_absolute_url()),
    )


def _state(cell: queries.Cell) -> str:
    """One language in words, as the overview has it."""
    opened = str(cell.open.get_status_display()) if cell.open else ""
    published = _("version %(n)s published") % {"n": cell.published.version} if cell.published else ""
    return ", ".join(filter(None, (opened, published)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: AuthenticatedRequest, code: str, language: str) -> HttpResponse:
    """Write on: save the draft, or save it and put it to the second reader, or drop it."""
    _commission(request)
    entry = _entry(code, language)
    text = queries.open_text(entry=entry, language=language)
    if request.method != "POST" and text is not None and text.status == Status.PROPOSED:
        return redirect(text)
    published = queries.published_texts([entry.pk], language).get(entry.pk)
    form = TextForm(request.POST if request.method == "POST" else None, initial=shown(text, published))
    if request.method == "POST" and form.is_valid() and (done := _written(request, entry, language, form)):
        return done
    context = {"form": form, "text": text, "published": published} | _about(entry, language)
    if text is not None:
        context["differences"] = queries.differences(published, text)
    return form_response(request, "controllist/texts/edit.html", form, context)


def _written(
    request: AuthenticatedRequest, entry: ControlListEntry, language: str, form: TextForm
) -> HttpResponse | None:
    """Where to go after the act; None when it was refused, and the form says why."""
    given: dict[str, Any] = {
        "entry_id": entry.pk,
        "language": language,
        "actor": request.user,
        "at": clock.now(),
    }
    here = reverse("controllist:edit_text", args=[entry.code, language])
    with errors_in(form):
        if "discard" in request.POST:
            actions.discard_text(**given)
            messages.success(request, _("The draft is discarded. What is published stays."))
            return redirect("controllist:texts")
        given |= {"words": form.words(), "revision": form.cleaned_data["revision"]}
        if "send" in request.POST:
            actions.send_text(**given)
            messages.success(request, _("Sent. Another officer of the Commission reads and publishes it."))
            return redirect("controllist:texts")
        actions.save_text(**given)
        messages.success(request, _("The draft is saved."))
        return redirect(here)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def read(request: AuthenticatedRequest, code: str, language: str) -> HttpResponse:
    """The second reader: what changes, word by word; publish or return."""
    organisation = _commission(request)
    entry = _entry(code, language)
    text = queries.open_text(entry=entry, language=language)
    published = queries.published_texts([entry.pk], language).get(entry.pk)
    if text is None or text.status != Status.PROPOSED:
        is_own = published is not None and published.published_by_id == request.user.pk
        url = reverse("controllist:texts")
        raise Elsewhere(_("This text waits for a second reader no more."), url=url, is_own=is_own)
    form = ReadForm(request.POST if request.method == "POST" else None, initial={"revision": text.revision})
    if request.method == "POST" and form.is_valid() and _judged(request, entry, language, form):
        return redirect("controllist:texts")
    context = {
        "form": form,
        "text": text,
        "published": published,
        "differences": queries.differences(published, text),
        "own": text.was_proposed_by(request.user),
        "acting": {"who": request.user.name, "for_whom": organisation.spoken_name, "at": clock.now()},
        "consequences": [
            _("Readers of this language see these words on the entry’s page and in the list, at once."),
            _("What was listed does not change: the entry, its edition, the log and REST stay as they are."),
            _("The version before stays in the history, with every changed word."),
        ],
    }
    return form_response(request, "controllist/texts/read.html", form, context | _about(entry, language))


def _judged(request: AuthenticatedRequest, entry: ControlListEntry, language: str, form: ReadForm) -> bool:
    given: dict[str, Any] = {
        "entry_id": entry.pk,
        "language": language,
        "revision": form.cleaned_data["revision"],
        "actor": request.user,
        "at": clock.now(),
    }
    with errors_in(form):
        if "return" in request.POST:
            actions.return_text(**given, comment=form.cleaned_data["comment"])
            messages.success(request, _("Returned to the writer with your comment."))
        else:
            actions.publish_text(**given)
            messages.success(request, _("Published."))
        return True
    return False


def _entry(code: str, language: str) -> ControlListEntry:
    if language not in queries.LANGUAGE_NAMES:
        raise Http404
    return get_object_or_404(ControlListEntry, code=code)


def _about(entry: ControlListEntry, language: str) -> dict[str, Any]:
    return {"entry": entry, "language": language, "language_name": queries.LANGUAGE_NAMES[language]}
