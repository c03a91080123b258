"""The page that describes REST, in the frame of the site."""

from django.http import HttpResponse
from django.shortcuts import render
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

SWAGGER = {"style": "swagger-ui.css", "program": "swagger-ui-bundle.js"}


@extend_schema(exclude=True)
class DocsView(APIView):
    """To be read and tried; the addresses are those of the program that draws it."""

    permission_classes = [AllowAny]

    def get(self, request: Request) -> HttpResponse:
        files = {name: f"drf_spectacular_sidecar/swagger-ui-dist/{file}" for name, file in SWAGGER.items()}
        return render(request._request, "core/api_docs.html", files)
