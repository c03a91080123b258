"""The exporter's files of a case that nobody can open: something can be done about each."""

from django.db.models import Exists, OuterRef

from exportctl.core.rules.files import Status
from licensing.models import AuthorisationRequest, Document, Message
from licensing.models.documents import DocumentKind, DocumentQuerySet
from licensing.rules.messages import Side


def refused_files_of(request: AuthorisationRequest) -> DocumentQuerySet:
    """Refused or withheld by their check, and still on the case; not what came with a message of the authority."""
    theirs = Message.objects.filter(pk=OuterRef("about"), side=Side.AUTHORITY.value)
    shut = [Status.REJECTED.value, Status.WITHHELD.value]
    rows: DocumentQuerySet = Document.objects.filter(request=request, kind=DocumentKind.ATTACHMENT.value)
    return rows.standing().filter(~Exists(theirs), file__status__in=shut).select_related("file")
