"""One field of a draft, saved while somebody types: what the page's script asks, answered in JSON."""

from datetime import datetime

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exportctl.core import clock
from exportctl.core.calendar import BRUSSELS
from exportctl.core.errors import DomainError
from exportctl.core.forms.errors import add_pointed_errors
from exportctl.desks.drafts.forms.parts import PartForm, form_of
from exportctl.desks.drafts.queries.drafts import colleague_saved, said_by
from exportctl.desks.drafts.views.notifications import own
from notifications.actions import notifications as actions
from notifications.rules.merging import fingerprint, value_at


@require_POST
def save_field(request: HttpRequest, reference: str) -> JsonResponse:
    """`part` and `field` name the form and its field; the field's values and `loaded` travel under their own names.

    200 saved, 401 signed out, 409 a clash or no draft any more, 422 a wrong value.
    """
    if not request.user.is_authenticated:
        said = _("You are signed out; your text is kept on this page. Sign in in another tab, then save.")
        return JsonResponse({"text": said}, status=401)
    found = own(request, reference, draft=False)
    form, name = form_of(found, request.POST.get("part", ""), request.POST), request.POST.get("field", "")
    if form is None or name not in form.pointers:
        raise Http404
    if not form.is_valid():
        return _wrong(form, name)
    at = clock.now()
    try:
        saved = actions.save_fields(
            notification_id=found.pk,
            fields=form.sent(name),
            loaded=form.fingerprints(),
            actor=request.user,
            at=at,
        )
    except DomainError as error:
        add_pointed_errors(form, error.errors)
        return _wrong(form, name) if error.errors else JsonResponse({"text": str(error)}, status=error.status)
    if saved.clashes:
        return _clash(form, name, saved, at=at)
    kept = {
        "text": _("Saved %(time)s") % {"time": f"{at.astimezone(BRUSSELS):%H:%M}"},
        "loaded": fingerprint(value_at(saved.draft.body, form.pointers[name])),
        "revision": saved.draft.revision,
        "colleague": colleague_saved(found, request.user, at=at),
    }
    return JsonResponse(kept)


def _wrong(form: PartForm, name: str) -> JsonResponse:
    errors = form.errors.get(name) or [str(each) for found in form.errors.values() for each in found]
    return JsonResponse({"errors": list(errors)}, status=422)


def _clash(form: PartForm, name: str, saved: actions.Saved, *, at: datetime) -> JsonResponse:
    """Both values in words, and what is needed to keep either: theirs as the field takes it, its fingerprint."""
    (clash,) = saved.clashes
    told = {
        "text": said_by(saved.draft, saved.clashes, at=at)[clash.pointer],
        "mine": form.in_words(name, clash.mine),
        "theirs": form.in_words(name, clash.theirs),
        "value": clash.theirs if clash.theirs is not None else "",
        "loaded": fingerprint(clash.theirs),
    }
    return JsonResponse(told, status=409)
