"""Style sheets, scripts and pictures: what is collected from packages, and how it is compressed."""

from typing import Any

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Files(StaticFilesConfig):
    """Packages bring 30 MB for pages that we do not have; htmx is our own vendored copy."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "redoc",
        "rest_framework",
        "guardian",
    ]


class Storage(CompressedManifestStaticFilesStorage):
    """gzip alone: Brotli at its best quality takes a minute for the API's documentation page."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(**{**kwargs, "use_brotli": False})
