from django.http import FileResponse, Http404

from exportctl.core.actions.files import path_of
from exportctl.core.models import File
from exportctl.core.rules.files import Status


def send(file: File) -> FileResponse:
    """A file as a download, never as a page. The caller checked who asks; what is not clean is not there."""
    if file.status != Status.CLEAN:
        raise Http404
    try:
        content = path_of(file=file).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
