"""The verifier as one file: for whoever checks what this instance says on a computer of their own."""

import io
import zipfile
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

NAME = "exportctl-verify.pyz"
SOURCE = settings.BASE / "verifier"
START = "import sys\n\nfrom verifier.__main__ import main\n\nsys.exit(main())\n"
# Of all files, and none is compressed: the same sources make the same bytes, wherever and by whatever they are packed.
SAME_DAY = (1980, 1, 1, 0, 0, 0)
UNIX = 3


@require_safe
def verifier(_request: HttpRequest) -> HttpResponse:
    """`python3 exportctl-verify.pyz FILE`"""
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    return HttpResponse(packed(), content_type="application/zip", headers=headers)


@cache
def packed() -> bytes:
    """Its sources as Python runs them from an archive; they are text, and can be read before they are run."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, text in [("__main__.py", START), *_sources()]:
            member = zipfile.ZipInfo(name, SAME_DAY)
            member.create_system = UNIX
            file.writestr(member, text)
    return archive.getvalue()


def checksum() -> str:
    """SHA-256 of the file, to compare with what another instance or the repository makes."""
    return sha256(packed()).hexdigest()


def _sources() -> list[tuple[str, str]]:
    files = sorted(SOURCE.glob("*.py"))
    return [(f"verifier/{file.name}", file.read_text(encoding="utf-8")) for file in files]
