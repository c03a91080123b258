"""What everybody may read: home, and the check of a downloaded file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core.signing import fingerprint
from exportctl.core.views.forms import form_response
from exportctl.desks.public.forms.file_checks import VerifyForm
from exportctl.desks.public.presenters.file_checks import check_file
from exportctl.desks.public.queries import home as queries
from exportctl.desks.public.views.verifier import checksum, packed

EXAMPLES = {
    "en": ["SS7", "phone unlocking", "8517 62 00", "IMSI catcher"],
    "de": ["SS7", "Handy entsperren", "8517 62 00", "Gesichtserkennung"],
    "fr": ["SS7", "déverrouillage", "8517 62 00", "reconnaissance faciale"],
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    language = (get_language() or "en")[:2]
    context = {"home": queries.home_page(), "examples": EXAMPLES.get(language, EXAMPLES["en"])}
    return render(request, "desks/public/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Check a downloaded file here; better on one's own computer, which the page says."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    checked = check_file(form.cleaned_data["file"]) if request.method == "POST" and form.is_valid() else None
    context = {
        "form": form,
        "checked": checked,
        "fingerprint": fingerprint(),
        "size": len(packed()),
        "checksum": checksum(),
    }
    return form_response(request, "desks/public/verify.html", form, context)
