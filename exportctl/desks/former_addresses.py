"""Addresses that pages once had: whoever kept one arrives where the page is now, with what was sent along."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, path

PAGES = {
    "desk": "/home",
    "unsent": "/form-not-sent",
    "check": "/screening",
    "bodies": "/consulted-bodies",
    "bodies/<uuid:body_id>/retire": "/consulted-bodies/{body_id}/retire",
    "notifications": "/cases",
    "notifications/of/<uuid:entry_id>": "/notifications/new?item={entry_id}",
    "notifications/<str:reference>/use/<str:place>": "/notifications/{reference}/from-catalogue/{place}",
    "notifications/<str:reference>/use/<str:place>/<uuid:entry_id>": (
        "/notifications/{reference}/from-catalogue/{place}/{entry_id}"
    ),
    "notifications/<str:reference>/keep/<str:place>": "/notifications/{reference}/to-catalogue/{place}",
    "sent/<str:reference>": "/cases/{reference}/receipt",
    "cases/<str:reference>/audit": "/cases/{reference}/history",
    "cases/<str:reference>/item": "/cases/{reference}",
    "cases/<str:reference>/parties": "/cases/{reference}",
    "cases/<str:reference>/flags": "/cases/{reference}/due-diligence",
    "cases/<str:reference>/questions": "/cases/{reference}/conversation?show=questions",
    "cases/<str:reference>/consultation": "/cases/{reference}/decision",
    "cases/<str:reference>/clock": "/cases/{reference}/history",
    "cases/<str:reference>/questions/<uuid:question_id>/time": (
        "/cases/{reference}/questions/{question_id}/extension"
    ),
    "advice/<uuid:consultation_id>/<str:token>": "/consultations/{consultation_id}/respond/{token}",
    "advice/<uuid:consultation_id>/<str:token>/documents/<uuid:document_id>": (
        "/consultations/{consultation_id}/respond/{token}/documents/{document_id}"
    ),
}


def moved(new: str) -> Callable[..., HttpResponse]:
    """A view that answers with `new`, filled with the parts of the old address and its question.

    308 (RFC 9110, 15.4.9): the same method with the same form goes to the new address.
    """

    def view(request: HttpRequest, **parts: object) -> HttpResponse:
        address = new.format(**{name: quote(str(part)) for name, part in parts.items()})
        question = request.META.get("QUERY_STRING", "")
        if question:
            address += ("&" if "?" in address else "?") + question
        return HttpResponsePermanentRedirect(address, preserve_request=True)

    return view


urlpatterns: list[URLPattern] = [path(old, moved(new)) for old, new in PAGES.items()]
