"""Where a request comes from and whose account it tries: one answer for every limit that counts tries."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from exportctl.core.rules.mailboxes import mailbox_of


def address_of(request: HttpRequest) -> str:
    """The client's network address: what the outermost of our PROXY_COUNT proxies saw; never what a client claims.

    Each proxy adds whom it was called by at the end, so the count goes from there.
    """
    connected = str(request.META.get("REMOTE_ADDR") or "")
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if not settings.PROXY_COUNT or len(seen) < settings.PROXY_COUNT:
        return connected
    try:
        return str(ip_address(seen[-settings.PROXY_COUNT]))
    except ValueError:
        return connected


def account_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account that somebody tries to sign in to, in the form in which addresses are stored, without capitals."""
    given = (credentials or {}).get("email") or request.POST.get("login") or ""
    return mailbox_of(str(given)).lower()[:254]
