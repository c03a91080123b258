"""May a general authorisation be used? Asked item by item, destination and every condition one by one."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.countries import country
from exportctl.core.views.forms import form_response
from exportctl.desks.public.forms.general_authorisations import CheckForm
from exportctl.desks.public.presenters import control_entries
from exportctl.desks.public.presenters import general_authorisations as presenter
from licensing.models import Exporter
from licensing.queries.general_editions import Offer, company_of, offers_to
from licensing.queries.general_registrations import barred_codes, registrations_by_code
from licensing.rules.general_authorisation_checks import check
from licensing.rules.screenings import is_inside_union


@require_safe
def general_authorisations(request: HttpRequest) -> HttpResponse:
    """A page that knows only half of the question asks for the other half, and complains of nothing.

    A company that is signed in reads of each whether it is registered for it, and whether it may use it at all.
    """
    company = company_of(request.user)
    offers = offers_to(company, at=clock.now())
    national = [each.rule for each in offers.values() if each.rule.is_national]
    is_asked = bool(request.GET.get("control_entry") and request.GET.get("destination"))
    form = (
        CheckForm(request.GET, national=national)
        if is_asked
        else CheckForm(initial=request.GET.dict(), national=national)
    )
    context = _answer(form, offers, company)
    return form_response(request, "desks/public/general_authorisations.html", form, context)


def _answer(form: CheckForm, offers: Mapping[str, Offer], company: Exporter | None) -> dict[str, object]:
    if not (form.is_bound and form.is_valid()):
        return {"overview": presenter.overview(offers), "company": company}
    entry, destination = form.cleaned_data["control_entry"], form.cleaned_data["destination"]
    results = check(
        code=entry.code,
        in_annex_i=True,
        destination=destination,
        country=country(destination),
        inside=is_inside_union(destination),
        answers=form.answers(),
        national=[each.rule for each in offers.values() if each.rule.is_national],
        barred=barred_codes(company) if company else (),
    )
    registered = registrations_by_code(company) if company else {}
    shown = presenter.choices(results, answers=form.answers(), offers=offers, registered=registered)
    return {
        "entry": entry,
        "title": control_entries.title_of(entry),
        "destination": destination,
        "verdict": presenter.verdict(shown),
        "choices": shown,
        "tone": "" if any(each.is_open for each in shown) else "ochre",
        "company": company,
    }
