"""The paper of an authorisation as a sealed PDF/A-3u: Annex III.A's form, or, without a basis in law, another one."""

import json
from base64 import urlsafe_b64encode
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from exportctl.core import clock, signing
from exportctl.core.canonical import canonical
from exportctl.core.typesetter import Enclosure, typeset
from licensing import seals
from licensing.models import Document
from licensing.paper_texts import code_texts, decision_texts, form_texts, strip_texts
from licensing.queries.papers import Paper, code_data, paper_of

TEMPLATE = settings.BASE / "templates" / "letters" / "authorisation.typ"
BORDER = 2  # empty squares around the code
MASK = 3  # of eight patterns, any of which a reader undoes: to weigh them all is half of what the code costs
WHITE, BLACK = 255, 0
ENTRIES = 8  # of the sheet on which customs deduct by hand


def render(document: Document) -> bytes:
    """The bytes of an owed paper, sealed as of the decision. Raises SealMissing, or what the renderer raises."""
    assert document.about  # a paper is about a version
    with override(document.language):
        paper = paper_of(document.about)
        texts = _texts(paper, document.language)
    pdf = typeset(TEMPLATE, texts, at=paper.issued_at, enclosure=_signed_data(paper))
    return seals.seal(pdf, authority=paper.authorisation.authority, at=paper.issued_at)


def code_text(paper: Paper) -> str:
    """What the code on the paper says: its status page, and behind the sign that no server sees, the signed facts."""
    address = f"{settings.BASE_URL}/authorisations/{paper.authorisation.token}"
    signed = signing.sign(code_data(paper))
    signature = signed.pop("signature")
    parts = [canonical(signed), bytes.fromhex(signature["key"]), bytes.fromhex(signature["value"])]
    return f"{address}#{'.'.join(map(_base64, parts))}"


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _texts(paper: Paper, language: str) -> dict[str, Any]:
    """Everything that the template sets: the form, or what is no form."""
    authorisation = paper.authorisation
    demonstration = clock.is_demonstration()
    return {
        "language": language,
        "title": f"{authorisation.reference} · {_('Export authorisation')}",
        "author": authorisation.authority.own_name,
        "reference": authorisation.reference,
        "code": {**_code(paper), **code_texts()},
        "form": form_texts(paper) if authorisation.in_force else None,
        "decision": None if authorisation.in_force else decision_texts(paper),
        "entries": ENTRIES,
        **strip_texts(demonstration=demonstration, seal_made_here=seals.is_made_here()),
    }


def _code(paper: Paper) -> dict[str, Any]:
    """The QR code, a number for each square; its content is ours, and no text of a person."""
    import segno

    code = segno.make(code_text(paper), error="l", micro=False, mask=MASK)
    rows = [[BLACK if square else WHITE for square in row] for row in code.matrix_iter(border=BORDER)]
    return {"side": len(rows), "pixels": [square for row in rows for square in row]}


def _signed_data(paper: Paper) -> Enclosure:
    content = json.dumps(signing.sign(paper.data), ensure_ascii=False, indent=2, sort_keys=True)
    return Enclosure("authorisation.json", content, description=paper.authorisation.reference)
