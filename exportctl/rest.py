"""How REST is answered: what Django REST framework and its description are told. No knob of an instance."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["exportctl.core.api.authentication.ApiKeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],  # access: visible_to and actions
    "DEFAULT_RENDERER_CLASSES": ["exportctl.core.api.rendering.JsonRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "exportctl.core.api.rendering.AlwaysJson",
    "DEFAULT_PARSER_CLASSES": ["exportctl.core.api.rendering.JsonParser"],
    "EXCEPTION_HANDLER": "exportctl.core.api.problems.as_problem",
    "DEFAULT_SCHEMA_CLASS": "exportctl.core.api.resources.Schema",
    "DEFAULT_THROTTLE_CLASSES": [
        "exportctl.core.api.throttling.AddressThrottle",
        "exportctl.core.api.throttling.KeyThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"address": "3000/min", "key": "12000/min"},
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "exportctl",
    "DESCRIPTION": "Export control case management: notifications, procedures, the EU-wide list, screening.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVERS": [{"url": "/"}],
}
