"""The exporter's files of a case that nobody can open: something can be done about each."""

from exportctl.core.rules.files import Status
from licensing.models import AuthorisationRequest, Document
from licensing.models.documents import DocumentQuerySet


def refused_files_of(request: AuthorisationRequest) -> DocumentQuerySet:
    """Refused or withheld by their check, and still on the case; not what came with a message of the authority."""
    shut = [Status.REJECTED.value, Status.WITHHELD.value]
    rows: DocumentQuerySet = Document.objects.filter(request=request, file__status__in=shut)
    return rows.from_exporter().select_related("file")
