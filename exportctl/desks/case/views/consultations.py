"""The officer's side of a consultation: ask, ask again, record what was said, draft the conditions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.desks.case.forms.consultations import AdviceForm, AgainForm, AskBodyForm, ConditionsForm
from exportctl.desks.case.forms.decisions import lines
from exportctl.desks.case.queries.cases import Case
from exportctl.desks.case.views.cases import case_or_404, page_of
from licensing.actions import consultations as actions
from licensing.models import Consultation, ConsultedBody
from licensing.queries.consultations import consultations_of, shareable, shared_with
from licensing.rules.consultations import BodyState, State


@login_required
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    found = _officers(request, reference)
    if not found.may_consult:
        raise Http404
    bodies, documents = _free_bodies(found), shareable(found.request)
    form = AskBodyForm(request.POST if request.method == "POST" else None, bodies=bodies, documents=documents)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.ask_body(
                request_id=found.request.pk,
                body_id=said.pop("body"),
                actor=request.user,
                at=clock.now(),
                **said,
            )
        except DomainError as error:
            form.take_in(error)
        else:
            messages.success(request, _("Asked. The body gets a message with a link of its own."))
            return redirect("desks:case_tab", reference, "consultation")
    return _page(
        request, found, "consult", form, bodies=bodies, draft=actions.latest_draft(request=found.request)
    )


@login_required
def again(request: HttpRequest, reference: str, consultation_id: UUID) -> HttpResponse:
    found = _officers(request, reference)
    consultation = _consultation(found, consultation_id)
    if not found.may_consult or consultation.status == State.DROPPED:
        raise Http404
    shared = [str(key) for key in shared_with(consultation).values_list("pk", flat=True)]
    form = AgainForm(
        request.POST if request.method == "POST" else None,
        initial={"question": consultation.question, "documents": shared},
        documents=shareable(found.request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_again(
                request_id=found.request.pk,
                consultation_id=consultation.pk,
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except DomainError as error:
            form.take_in(error)
        else:
            messages.success(request, _("Asked again. Earlier links do not open any more."))
            return redirect("desks:case_tab", reference, "consultation")
    draft = actions.latest_draft(request=found.request)
    return _page(request, found, "consult", form, consultation=consultation, draft=draft)


@login_required
def record(request: HttpRequest, reference: str, consultation_id: UUID) -> HttpResponse:
    """Advice that came by letter or telephone."""
    found = _officers(request, reference)
    consultation = _consultation(found, consultation_id)
    if consultation.status != State.ASKED or not found.request.is_open:
        raise Http404
    form = AdviceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_advice(
                request_id=found.request.pk,
                consultation_id=consultation.pk,
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except DomainError as error:
            form.take_in(error)
        else:
            messages.success(request, _("The advice is recorded."))
            return redirect("desks:case_tab", reference, "consultation")
    return _page(request, found, "record_advice", form, consultation=consultation)


@login_required
@require_POST
def drop(request: HttpRequest, reference: str, consultation_id: UUID) -> HttpResponse:
    found = _officers(request, reference)
    if not found.may_consult:
        raise Http404
    consultation = _consultation(found, consultation_id)
    try:
        actions.drop_consultation(
            request_id=found.request.pk, consultation_id=consultation.pk, actor=request.user, at=clock.now()
        )
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("The advice is not needed any more; the link is closed."))
    return redirect("desks:case_tab", reference, "consultation")


@login_required
def conditions(request: HttpRequest, reference: str) -> HttpResponse:
    """Write the next version of the conditions."""
    found = _officers(request, reference)
    if not found.may_consult:
        raise Http404
    latest = actions.latest_draft(request=found.request)
    initial = {"conditions": "\n".join(latest.conditions) if latest else ""}
    form = ConditionsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = lines(form.cleaned_data["conditions"])
        try:
            made = actions.draft_conditions(
                request_id=found.request.pk, conditions=wanted, actor=request.user, at=clock.now()
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Version %(version)d is saved.") % {"version": made.version})
            return redirect("desks:case_tab", reference, "consultation")
    return _page(request, found, "conditions", form, draft=latest)


def _officers(request: HttpRequest, reference: str) -> Case:
    found = case_or_404(request, reference)
    if not found.is_officer:
        raise Http404
    return found


def _consultation(found: Case, consultation_id: UUID) -> Consultation:
    row = consultations_of(found.request).filter(pk=consultation_id).first()
    if row is None:
        raise Http404
    return row


def _free_bodies(found: Case) -> list[ConsultedBody]:
    """Those that are not asked yet."""
    asked = found.request.consultations.exclude(status=State.DROPPED.value).values("body")
    bodies = ConsultedBody.objects.visible_to(found.viewer).filter(authority=found.request.authority_id)
    return list(bodies.filter(status=BodyState.ACTIVE.value).exclude(pk__in=asked))


def _page(request: HttpRequest, found: Case, name: str, form: Form, **extra: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    context = page_of(found, "consultation", form=form, **extra)
    return render(request, f"desks/case/{name}.html", context, status=status)
