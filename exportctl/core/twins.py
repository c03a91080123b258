"""A button that is pressed twice does its work once: the second press waits, and is led where the first one was.

Every form has a number beside its token (`templatetags/forms.py`). Two calls with one number and the same content,
by one person and within seconds, are one.
"""

import hashlib
import json
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from exportctl.core.models import User

LONGEST_NUMBER = 64
ASIDE = ("csrfmiddlewaretoken",)  # another one on every page
FIRST = ("/accounts/", "/acting-for")  # whoever is sent there comes back and sends the same


@dataclass(frozen=True)
class Press:
    """One press of a button: whose, of which form, and a digest of where and what was sent."""

    user: User
    form: str
    digest: str

    @property
    def lock(self) -> int:
        """Of an advisory lock, which twins share: eight bytes, signed."""
        name = hashlib.sha256(f"{self.user.pk} {self.form}".encode()).digest()
        return int.from_bytes(name[:8], signed=True)


def press_of(request: HttpRequest) -> Press | None:
    """None for whoever is not signed in, and for what no form of ours has sent."""
    if (
        request.method != "POST"
        or request.path.startswith("/api/")
        or isinstance(request.user, AnonymousUser)
    ):
        return None
    try:
        form = request.POST.get("form_number", "")
    except UnreadablePostError:  # whoever sent it is gone
        return None
    if not (form.isascii() and form.isalnum() and len(form) <= LONGEST_NUMBER):
        return None
    fields = sorted((name, parts) for name, parts in request.POST.lists() if name not in ASIDE)
    files = sorted(
        (name, [(each.name, each.size) for each in parts]) for name, parts in request.FILES.lists()
    )
    content = json.dumps([request.get_full_path(), fields, files]).encode()
    return Press(request.user, form, hashlib.sha256(content).hexdigest())


def address_after(response: HttpResponse) -> str:
    """Where an act that was done leads; empty for everything else that is answered."""
    address = response.headers.get("Location", "") if response.status_code == 302 else ""
    return "" if address.startswith(FIRST) else address
