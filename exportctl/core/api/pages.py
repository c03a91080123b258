"""The page that describes REST, in the frame of the site."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

SWAGGER = {"style": "swagger-ui.css", "program": "swagger-ui-bundle.js"}


class OfPage(BaseAuthentication):
    """By the session, as on every page: it is read, and nothing is done by it."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        reader = request._request.user
        return (reader, None) if reader.is_authenticated else None


@cache
def calls() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every call as method and address, by the first word of its address, as people write it."""
    roots = [each for each in get_resolver().url_patterns if isinstance(each, URLResolver)]
    [api] = [each for each in roots if each.namespace == "api"]
    every = sorted(_calls_of(api), key=lambda call: (call[1].split("/")[3], call[1], call[0]))
    by_noun = groupby(every, key=lambda call: call[1].split("/")[3])
    return [(noun.replace("-", " ").capitalize(), list(rows)) for noun, rows in by_noun]


def _calls_of(api: URLResolver) -> Iterator[tuple[str, str]]:
    for pattern in api.url_patterns:
        if isinstance(pattern, URLPattern) and (acts := getattr(pattern.callback, "actions", None)):
            address = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
            yield from ((method.upper(), f"/api/v1/{address}") for method in acts if method != "head")


@extend_schema(exclude=True)
class DocsView(APIView):
    """To be read and tried; the addresses are those of the program that draws it."""

    authentication_classes = [OfPage, *APIView.authentication_classes]
    permission_classes = [AllowAny]

    def get(self, request: Request) -> HttpResponse:
        files = {name: f"drf_spectacular_sidecar/swagger-ui-dist/{file}" for name, file in SWAGGER.items()}
        return render(
            request._request, "core/api_docs.html", {**files, "calls": calls(), "address": settings.BASE_URL}
        )
