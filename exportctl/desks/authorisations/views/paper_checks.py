"""The code on a paper, checked by anybody: on the telephone itself, without a network, or else by the server."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from exportctl.core import signing
from exportctl.desks.authorisations.forms.paper_checks import CodeForm
from licensing.models import Authorisation
from licensing.rules.paper_codes import PaperCode, read_code

SHOWN_OFFLINE = ("css/exportctl.css", "js/paper-check.js", "img/mark.svg")


@require_safe
def paper_check(request: HttpRequest) -> HttpResponse:
    """What the code says, and whether it was signed here. A number alone can be checked by customs."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    context: dict[str, Any] = {"form": form, "keys": signing.trusted_keys()}
    if form.is_bound and form.is_valid():
        code = read_code(form.cleaned_data["code"])
        if code.is_signed:
            context |= _judged(code)
        else:
            form.add_error("code", _("This is no code of a paper. Scan it anew, or paste all that it says."))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desks/authorisations/paper_check.html", context, status=status)


def _judged(code: PaperCode) -> dict[str, Any]:
    """Was it signed here, and what does it say? Days are read from a genuine one alone: a forged one says anything."""
    is_ours = signing.is_ours(code.message, code.signature, code.key)
    is_genuine = is_ours and code.facts.get("token") == code.token
    facts = code.facts
    if is_genuine:
        named = {name: facts.get(name) for name in ("valid_from", "valid_until")}
        facts |= {name: date.fromisoformat(day) if day else None for name, day in named.items()}
    authorisation = Authorisation.objects.filter(token=code.token).first()
    return {"checked": True, "is_genuine": is_genuine, "facts": facts, "authorisation": authorisation}


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a telephone keeps for the place without a network: the keys, and nothing of any person."""
    response = render(request, "desks/authorisations/offline.html", {"keys": signing.trusted_keys()})
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
@cache_control(no_cache=True)
def offline_script(request: HttpRequest) -> HttpResponse:
    """The service worker of the status pages. Another key, style or script makes it another one."""
    files = [staticfiles_storage.url(name) for name in SHOWN_OFFLINE]
    # As it was written: where nothing was collected yet the script is there, too.
    script = Path(str(finders.find("js/paper-offline.js"))).read_text(encoding="utf-8")
    version = hashlib.sha256(json.dumps([files, signing.trusted_keys(), script]).encode()).hexdigest()[:16]
    page = reverse("desks:paper_check_offline")
    names = {"VERSION": version, "PAGE": page, "FILES": files}
    named = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in names.items())
    return HttpResponse(named + script, content_type="text/javascript; charset=utf-8")
