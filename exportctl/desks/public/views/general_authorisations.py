"""May a general authorisation of the Union be used? Asked item by item, destination and every condition one by one."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exportctl.core.countries import country
from exportctl.core.views.forms import form_response
from exportctl.desks.public.forms.general_authorisations import CheckForm
from exportctl.desks.public.presenters import control_entries
from exportctl.desks.public.presenters import general_authorisations as presenter
from licensing.rules.general_authorisation_checks import check
from licensing.rules.screenings import is_inside_union


@require_safe
def general_authorisations(request: HttpRequest) -> HttpResponse:
    """A page that knows only half of the question asks for the other half, and complains of nothing."""
    is_asked = bool(request.GET.get("control_entry") and request.GET.get("destination"))
    form = CheckForm(request.GET) if is_asked else CheckForm(initial=request.GET.dict())
    return form_response(request, "desks/public/general_authorisations.html", form, _answer(form))


def _answer(form: CheckForm) -> dict[str, object]:
    if not (form.is_bound and form.is_valid()):
        return {"overview": presenter.overview()}
    entry, destination = form.cleaned_data["control_entry"], form.cleaned_data["destination"]
    results = check(
        code=entry.code,
        in_annex_i=True,
        destination=destination,
        country=country(destination),
        inside=is_inside_union(destination),
        answers=form.answers(),
    )
    shown = presenter.choices(results, answers=form.answers())
    return {
        "entry": entry,
        "title": control_entries.title_of(entry),
        "destination": destination,
        "verdict": presenter.verdict(shown),
        "choices": shown,
        "tone": "" if any(each.is_open for each in shown) else "ochre",
    }
