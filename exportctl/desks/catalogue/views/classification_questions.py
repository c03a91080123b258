"""Classification questions: a company asks, two officers of its authority answer; customs read an answer by number."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock
from exportctl.core.formatting import long_day
from exportctl.core.forms.errors import errors_in
from exportctl.core.lists.filters import ListFilter
from exportctl.core.lists.pages import page_of
from exportctl.core.next_steps import Act, NextStep
from exportctl.core.pdf import available
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.catalogue.forms.classification_questions import OpinionForm, QuestionForm, body_of
from licensing import opinion_letters
from licensing.actions import classification_questions as actions
from licensing.models import CatalogueItem, ClassificationQuestion
from licensing.queries.classification_questions import opinion_on, still_holds
from licensing.queries.decision_periods import today_of
from licensing.rules.classification_questions import ITEM_FIELDS, State

PAGE = 25
SIDES = (Permission.FILE, Permission.HANDLE)
TAGS = {State.ASKED.value: "waiting", State.ANSWERED.value: "done", State.WITHDRAWN.value: "uncounted"}


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """The company's own, or what the authority was asked; the newest first."""
    if not any(access.has_seat(request.user, side) for side in SIDES):
        raise Http404
    rows = ClassificationQuestion.objects.visible_to(request.user).select_related("exporter", "authority")
    context = {
        "list_page": page_of(rows.order_by("-asked_at", "-pk"), ListFilter.read(request.GET), size=PAGE),
        "tags": TAGS,
        "is_company": access.has_seat(request.user, Permission.FILE),
    }
    return render(request, "desks/catalogue/classifications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: AuthenticatedRequest) -> HttpResponse:
    """Described anew, or taken from an item of the catalogue (`?item=`)."""
    company = access.principal_of(request.user, Permission.FILE)
    if company is None:
        raise Http404
    form = QuestionForm(
        request.POST if request.method == "POST" else None, initial=_from_catalogue(request, company.pk)
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            asked = actions.ask_classification(
                exporter_id=company.pk, body=body_of(form), actor=request.user, at=clock.now()
            )
            messages.success(request, _("Asked."))
            return redirect(asked)
    return form_response(request, "desks/catalogue/ask_classification.html", form, {})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What was asked and answered; the second officer approves or discards, the company takes it back."""
    asked = _presented_or_404(request, reference)
    if request.method == "POST":
        with errors_as_message(request):
            messages.success(request, _settle(request, asked))
        return redirect(asked)
    opinion, today = opinion_on(asked), today_of(asked.authority, at=clock.now())
    waiting = asked.opinions.filter(status="proposed").select_related("proposed_by").first()
    is_officer = access.may(request.user, Permission.HANDLE, asked)
    context = {
        "asked": asked,
        "tag": TAGS[asked.status],
        "step": _next_step(asked, is_officer=is_officer, is_proposed=waiting is not None),
        "opinion": opinion,
        "holds": opinion is not None and still_holds(opinion, on=today),
        "is_officer": is_officer,
        "is_company": access.may(request.user, Permission.FILE, asked),
        "waiting": waiting if is_officer else None,
        "may_approve": waiting is not None and not waiting.was_proposed_by(request.user),
    }
    return render(request, "desks/catalogue/classification.html", context)


def _next_step(asked: ClassificationQuestion, *, is_officer: bool, is_proposed: bool) -> NextStep | None:
    """Whose turn it is while it waits for an answer."""
    if asked.status != State.ASKED:
        return None
    since = _("Asked on %(day)s.") % {"day": long_day(asked.asked_at)}
    if not is_officer:
        text = _("%(authority)s answers; you need do nothing.") % {"authority": asked.authority.short_name}
        return NextStep(tone="waiting", sentence=text, when=since)
    if is_proposed:
        return NextStep(
            tone="todo",
            sentence=_("A second officer approves the proposed answer or discards it."),
            when=since,
        )
    act = Act(_("Answer the question"), reverse("desks:answer_classification", args=[asked.reference]))
    text = _("Say under which entry of Annex I the item falls.")
    return NextStep(tone="todo", sentence=text, when=since, act=act)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The first officer."""
    asked = _presented_or_404(request, reference)
    if not access.may(request.user, Permission.HANDLE, asked):
        raise Http404
    form = OpinionForm(
        request.POST if request.method == "POST" else None,
        initial={"control_entry": asked.item.get("control_entry", "")},
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.propose_opinion(
                question_id=asked.pk, body=body_of(form), actor=request.user, at=clock.now()
            )
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect(asked)
    return form_response(request, "desks/catalogue/answer_classification.html", form, {"asked": asked})


@require_safe
@login_required
def letter(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The opinion as a paper; 404 before there is one."""
    opinion = opinion_on(_presented_or_404(request, reference))
    if opinion is None or not available():
        raise Http404
    response = HttpResponse(opinion_letters.render(opinion), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{reference}.pdf"'
    return response


def _settle(request: AuthenticatedRequest, asked: ClassificationQuestion) -> str:
    """What the button says that was pressed."""
    if "withdraw" in request.POST:
        actions.withdraw_question(question_id=asked.pk, actor=request.user, at=clock.now())
        return _("Taken back.")
    waiting = get_object_or_404(asked.opinions.filter(status="proposed"))
    ids = {"question_id": asked.pk, "opinion_id": waiting.pk}
    if "discard" in request.POST:
        actions.discard_opinion(actor=request.user, at=clock.now(), **ids)
        return _("Discarded.")
    actions.approve_opinion(actor=request.user, at=clock.now(), **ids)
    return _("Answered. The company is told.")


def _from_catalogue(request: AuthenticatedRequest, company: UUID) -> dict[str, str]:
    number = request.GET.get("item", "")
    item = CatalogueItem.objects.filter(exporter=company, number=number).first() if number else None
    if item is None:
        return {}
    return {"item_number": number, **{name: item.body.get(name) or "" for name in ITEM_FIELDS}}


def _presented_or_404(request: AuthenticatedRequest, reference: str) -> ClassificationQuestion:
    rows = ClassificationQuestion.objects.presented_to(request.user).select_related(
        "authority__member_state", "exporter__organisation", "asked_by"
    )
    return get_object_or_404(rows, reference=reference)
