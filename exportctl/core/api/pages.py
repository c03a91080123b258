"""The page that describes REST, in the frame of the site."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
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


@extend_schema(exclude=True)
class DocsView(APIView):
    """To be read and tried; the addresses are those of the program that draws it."""

    authentication_classes = [OfPage, *APIView.authentication_classes]
    permission_classes = [AllowAny]

    def get(self, request: Request) -> HttpResponse:
        files = {name: f"drf_spectacular_sidecar/swagger-ui-dist/{file}" for name, file in SWAGGER.items()}
        return render(request._request, "core/api_docs.html", files)
