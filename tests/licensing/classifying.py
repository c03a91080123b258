"""What tests of classification questions stand on."""

from typing import Any

from exportctl.core.models import User
from licensing.actions.classification_questions import ask_classification, propose_opinion
from licensing.models import ClassificationOpinion, ClassificationQuestion, Exporter
from tests.factories import AT, make_exporter, make_filer, make_officer
from tests.replayed import replayed

ITEM: dict[str, Any] = {
    "item_number": "AQ-1",
    "name": "Encryptor",
    "manufacturer": "Aquila",
    "model": "NX-10",
    "description": "Encrypts a link of 10 Gbit/s with keys of 256 bits.",
}
OPINION: dict[str, Any] = {"control_entry": "5A002.a", "reason": "The key is longer than 56 bits."}


@replayed
def make_question(exporter: Exporter | None = None, *, by: User | None = None) -> ClassificationQuestion:
    exporter = exporter or make_exporter()
    return ask_classification(exporter_id=exporter.pk, body=ITEM, actor=by or make_filer(exporter), at=AT)


@replayed
def propose_an_opinion(
    asked: ClassificationQuestion | None = None, *, by: User | None = None
) -> ClassificationOpinion:
    asked = asked or make_question()
    return propose_opinion(question_id=asked.pk, body=OPINION, actor=by or make_officer(), at=AT)
