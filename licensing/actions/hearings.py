"""What follows when an exporter withdraws after it was heard about the refusal that its authority intends."""

from datetime import datetime

from exportctl.core.models import User
from licensing.actions.denials import file_all, row_of_line
from licensing.models import AuthorisationRequest
from licensing.queries.hearings import hearing_of
from licensing.queries.regimes import basis_of
from licensing.rules.denials import Act


def deny_after_withdrawal(*, request: AuthorisationRequest, actor: User, at: datetime) -> None:
    """The authority had determined that the export is not to be authorised (Article 16(1)): a denial of each line.

    The caller holds the request, which has just been withdrawn. Nothing follows before a hearing, nor on a basis that
    is no law in force.
    """
    hearing = hearing_of(request)
    if hearing is None or not basis_of(request.legal_basis, authority=request.authority).in_force:
        return
    common = {
        "act": Act.NOT_TO_BE_AUTHORISED.value,
        "authority": request.authority,
        "request": request,
        "hearing": hearing,
        "legal_basis": request.legal_basis,
        "ground": hearing.question,
        "destinations": [each.country for each in request.destinations],
        "parties": request.parties,
    }
    rows = [row_of_line(line=line, exporter=request.exporter, words={}) | common for line in request.lines]
    file_all(rows=rows, actor=actor, at=at)
