"""What customs ask: their office and the officers of the authority that is asked, and nobody else."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from exportctl.core import clock
from exportctl.core.actions.files import scan_file
from licensing.actions.customs_enquiries import ask_authority
from tests.core.honest_files import png
from tests.factories import HOUR, withhold
from tests.house.permissions.world import World
from tests.licensing.enquiring import ENQUIRY

ONE = "customs-enquiries/<str:reference>"
REST = "api/v1/customs-enquiries"
TABLE = f"""
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    customs-enquiries
    GET  -                404 404 | 200 200 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    customs-enquiries/new
    GET  -                404 404 | 404 404 404 | 404 404 | 404 404 | 200 | log | 404 404
    POST -                404 404 | 404 404 404 | 404 404 | 404 404 | 302 | log | 404 404
                    {ONE}
    GET  enquiry          404 404 | 200 404 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST enquiry          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    {ONE}/answer
    GET  enquiry          404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST enquiry          404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    {ONE}/take-back
    GET  enquiry          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST enquiry          404 404 | 404 404 404 | 404 404 | 404 404 | 302 | log | 404 404
                    {ONE}/papers
    GET  enquiry          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST enquiry          404 404 | 404 404 404 | 404 404 | 404 404 | 302 | log | 404 404
                    {ONE}/papers/<uuid:paper_id>
    GET  enquiry photograph  404 404 | 200 404 200 | 404 404 | 404 404 | 200 | log | 404 404
    POST enquiry photograph  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    {ONE}/papers/<uuid:paper_id>/release
    GET  enquiry withheld_paper  404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST enquiry withheld_paper  404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    {REST}/<str:reference>/papers
    GET  enquiry          404 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST enquiry          404 404 | 403 404 403 | 404 404 | 404 404 | 201 | 401 | 401 401
                    {REST}/<str:reference>/papers/<uuid:paper_id>
    GET  enquiry photograph  404 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST enquiry photograph  405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    {REST}
    GET  -                403 403 | 200 200 200 | 403 403 | 403 403 | 200 | 401 | 401 401
    POST -                403 403 | 403 403 403 | 403 403 | 403 403 | 201 | 401 | 401 401
                    {REST}/<str:reference>
    GET  enquiry          404 404 | 200 404 200 | 404 404 | 404 404 | 200 | 401 | 401 401
    POST enquiry          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    {REST}/<str:reference>/take-back
    GET  enquiry          405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST enquiry          404 404 | 403 404 403 | 404 404 | 404 404 | 200 | 401 | 401 401
"""
BODIES: dict[str, dict[str, Any]] = {REST: ENQUIRY}
UPLOADS = {f"{REST}/<str:reference>/papers": {"file": "{file}"}}
FORMS: dict[str, dict[str, Any]] = {
    "customs-enquiries/new": ENQUIRY,
    f"{ONE}/answer": {"answer": "It is not listed."},
    f"{ONE}/papers": {"file": "{file}"},
    f"{ONE}/papers/<uuid:paper_id>/release": {"sure": "on"},
}


def furnish(world: World) -> None:
    """One with a photograph, which waits for its answer."""
    at = clock.now() - HOUR
    uploads = [
        SimpleUploadedFile("plate.png", png(), "image/png"),
        SimpleUploadedFile("note.txt", b"EU RESTRICTED\n", "text/plain"),
    ]
    given: dict[str, Any] = {"body": ENQUIRY, "uploads": uploads}
    enquiry = ask_authority(actor=world.people["customs"], at=at, **given)
    paper, marked = enquiry.papers.order_by("file__name").reverse()
    withhold(marked.file, at=at)
    scan_file(file_id=paper.file_id, at=at, machine_at=clock.now())
    world.names |= {"enquiry": enquiry.reference, "photograph": paper.pk, "withheld_paper": marked.pk}
