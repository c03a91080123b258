"""One part of a draft on a page, what its item resembles, and the page on which a clash is settled."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.lines import LinesPart
from exportctl.desks.drafts.forms.parts import PartForm
from exportctl.desks.drafts.kinds import draft_or_404, kind_of, page_after
from exportctl.desks.drafts.presenters.colleagues import clash_sentences, colleague_change, last_work
from licensing.actions import drafts as actions
from licensing.actions.drafts import FieldsResult
from licensing.models import Draft
from licensing.queries.similar_list_items import similar_while_typing
from licensing.rules.drafts import patch_of


@login_required
def part(request: AuthenticatedRequest, reference: str, part: str) -> HttpResponse:
    """One part: saved as it stands, gaps and all. What a colleague changed as well waits for a choice."""
    draft = draft_or_404(request.user, reference, is_open=request.method != "POST")
    declared = next((each for each in kind_of(draft).parts if each.key == part), None)
    form = declared.form_of(draft, part, request.POST or None) if declared else None
    if declared is None or form is None:
        raise Http404
    result = save(request, draft, form) if request.method == "POST" and form.is_valid() else None
    if result and result.clashes:
        return clash_page(request, form, result)
    if result:
        return redirect(draft if "leave" in request.POST else page_after(result.draft, declared))
    context = {
        "draft": draft,
        "form": form,
        "part": declared,
        "places": declared.places_of(draft),
        **saving_context(request, draft),
    }
    if isinstance(declared, LinesPart):
        context["lines"] = declared.rows(draft, [gap["pointer"] for gap in draft.gaps])
        context["table"] = declared.table_page(draft)
        context["next"] = declared.line_page(draft, len(context["lines"]) + 1)
    if declared.is_compared:
        context["similar"] = compared(draft)
    return form_response(request, declared.template, form, context)


@login_required
@require_POST
def similar(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """A fragment: what resembles the item while somebody types. What is sent is compared and forgotten.

    By POST, because an address ends up in logs; fields that are wrong yet are passed over.
    """
    draft = draft_or_404(request.user, reference)
    part = next((part for part in kind_of(draft).parts if part.is_compared), None)
    if part is None:
        raise Http404
    form = part.form(request.POST, body={})
    form.is_valid()
    entries = similar_while_typing(patch_of(form.values()).get("item", {}))
    context = {"draft": draft, "similar": entries, "is_typed": True}
    return render(request, "desks/drafts/_similar.html", context)


def saving_context(request: AuthenticatedRequest, draft: Draft) -> dict[str, Any]:
    """What the pages with fields say about saving."""
    at = clock.now()
    return {
        "last": last_work(draft, at=at)[0],
        "colleague": colleague_change(draft, request.user, at=at),
    }


def compared(draft: Draft) -> list[Any]:
    """What of the list and of Annex I comes close to the item of the draft."""
    return similar_while_typing(draft.body.get("item") or {})


def save(request: AuthenticatedRequest, draft: Draft, form: PartForm) -> FieldsResult[Draft] | None:
    """Save a part; what the body refuses is put at its field, and nothing typed is lost."""
    with errors_in(form):
        return actions.save_fields(
            model=type(draft),
            draft_id=draft.pk,
            fields=form.values(),
            loaded=form.fingerprints(),
            actor=request.user,
            at=clock.now(),
        )
    return None


def clash_page(request: AuthenticatedRequest, form: PartForm, result: FieldsResult[Draft]) -> HttpResponse:
    """The page on which somebody chooses: both values of each field that two people changed."""
    sentences = clash_sentences(result.draft, result.clashes, at=clock.now())
    rows = [form.clash_row(clash, sentence=sentences[clash.pointer]) for clash in result.clashes]
    loaded = json.dumps({row.name: row.fingerprint for row in rows})
    context = {"draft": result.draft, "rows": rows, "loaded": loaded, "again": bool(form.settling)}
    return render(request, "desks/drafts/edit_conflict.html", context, status=409)
