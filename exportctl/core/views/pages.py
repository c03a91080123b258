"""What the site says about itself."""

from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from exportctl.core import clock, signing
from exportctl.core.guarantees import PROMISES, THEMES
from exportctl.core.queries.audit import sealing

HALF_A_YEAR = timedelta(days=180)


@require_GET
def trust(request: HttpRequest) -> HttpResponse:
    """The promises, the key that signs, and how far the audit trail is sealed."""
    context = {
        "themes": THEMES,
        "count": len(PROMISES),
        "fingerprint": signing.fingerprint(),
        "public_key": signing.public_key_hex(),
        "verifier_key": signing.verifier_key(),
        "sealing": sealing(),
    }
    return render(request, "core/trust.html", context)


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html", {"contact": settings.ACCESSIBILITY_CONTACT})


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "core/privacy.html")


@require_GET
def security(request: HttpRequest) -> HttpResponse:
    return render(request, "core/security.html", {"contact": settings.SECURITY_CONTACT})


@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    """`/favicon.ico`, which browsers fetch for answers that are no HTML page."""
    return redirect(static("img/mark.svg"))


@require_GET
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116."""
    expires = (clock.machine_now() + HALF_A_YEAR).strftime("%Y-%m-%dT00:00:00Z")
    address = urljoin(settings.BASE_URL, request.path)
    policy = urljoin(settings.BASE_URL, reverse("core:security"))
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: en, de, fr",
        f"Canonical: {address}",
        f"Policy: {policy}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
