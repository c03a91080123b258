"""One field of a draft, saved while somebody types: what the page's script asks, answered in JSON."""

from datetime import datetime

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exportctl.core import clock
from exportctl.core.calendar import BRUSSELS
from exportctl.core.errors import DomainError
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.desks.drafts.forms.parts import PartForm, is_line
from exportctl.desks.drafts.kinds import draft_or_404, kind_of
from exportctl.desks.drafts.presenters.colleagues import clash_sentences, colleague_change
from licensing.actions import drafts as actions
from licensing.models import Draft
from licensing.rules.drafts import fingerprint, value_at


@require_POST
def save_field(request: HttpRequest, reference: str) -> JsonResponse:
    """`part` and `field` name the form and its field; the field's values and `loaded` travel under their own names.

    200 saved, 401 signed out, 409 a clash or no draft any more, 422 a wrong value.
    """
    if not request.user.is_authenticated:
        text = _("You are signed out; your text is kept on this page. Sign in in another tab, then save.")
        return JsonResponse({"text": text}, status=401)
    draft = draft_or_404(request.user, reference, is_open=False)
    form = kind_of(draft).form_of(draft, request.POST.get("part", ""), request.POST)
    name = request.POST.get("field", "")
    if form is None or name not in form.pointers:
        raise Http404
    if not form.is_valid():
        return _wrong(form, name)
    at = clock.now()
    try:
        result = actions.save_fields(
            model=type(draft),
            draft_id=draft.pk,
            fields=form.values(name),
            loaded=form.fingerprints(),
            actor=request.user,
            at=at,
        )
    except DomainError as error:
        add_pointed_errors(form, error.errors)
        return _wrong(form, name) if error.errors else JsonResponse({"text": str(error)}, status=error.status)
    if result.clashes:
        return _clash(form, name, result, at=at)
    stored = value_at(result.draft.body, form.pointers[name])
    answer = {
        "text": _("Saved %(time)s") % {"time": f"{at.astimezone(BRUSSELS):%H:%M}"},
        "loaded": fingerprint(stored),
        **(
            _read_as(form.typed(name, stored), request.POST.get(name, ""))
            if is_line(form.fields[name])
            else {}
        ),
        "revision": result.draft.revision,
        "colleague": colleague_change(draft, request.user, at=at),
    }
    return JsonResponse(answer)


def _read_as(stored: object, sent: str) -> dict[str, str]:
    """A code or a number that is stored in another spelling than it was typed: the field then shows what is stored."""
    is_another = isinstance(stored, str) and "\n" not in sent and stored != sent.strip()
    return {"stored": str(stored)} if is_another else {}


def _wrong(form: PartForm, name: str) -> JsonResponse:
    errors = form.errors.get(name) or [str(each) for errors in form.errors.values() for each in errors]
    return JsonResponse({"errors": list(errors)}, status=422)


def _clash(form: PartForm, name: str, result: actions.FieldsResult[Draft], *, at: datetime) -> JsonResponse:
    """Both values in words, and what is needed to save either: theirs as the field takes it, its fingerprint."""
    (clash,) = result.clashes
    answer = {
        "text": clash_sentences(result.draft, result.clashes, at=at)[clash.pointer],
        "mine": form.in_words(name, clash.mine),
        "theirs": form.in_words(name, clash.theirs),
        "value": form.typed(name, clash.theirs),
        "loaded": fingerprint(clash.theirs),
    }
    return JsonResponse(answer, status=409)
