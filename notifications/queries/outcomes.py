"""How a procedure ended, as a statement that can be printed and checked."""

from typing import Any

from controllist.models import ControlListEntry
from controllist.queries.binding import meaning_of
from exportctl.core.formatting import marked_sentence
from exportctl.core.rules.four_eyes import Status
from exportctl.core.signing import fingerprint
from licensing.models import AuthorisationRequest
from notifications.models import ObjectionProcedure, ProcedureOutcome
from notifications.queries.rule_set_wording import rule_in_words
from notifications.queries.tally import participants_of
from notifications.queries.tally_page import positions_of
from notifications.rules.stances import Stance


def statement_of(procedure: ObjectionProcedure) -> dict[str, Any]:
    """The rule as it was frozen, the result row, the entry that came of it, and the key that signs the evidence."""
    extension = [act for act in procedure.extensions.all() if act.status == Status.APPROVED]
    return {
        "rule": rule_in_words(procedure.rule_set, people=participants_of(procedure)),
        "result": ProcedureOutcome.objects.filter(procedure=procedure).first(),
        "entry": ControlListEntry.objects.filter(provenance=procedure.reference).first(),
        "extension": extension[0] if extension else None,
        "fingerprint": fingerprint(),
        "silent": len(participants_of(procedure)) - _spoke(procedure),
        "objecting": [each["name"] for each in positions_of(procedure) if each["stance"] == Stance.OBJECT],
    }


def meaning_of_listing(*, request: AuthorisationRequest) -> list[str]:
    """What the latest entry of the request's item means for an export like this one; nothing where there is none."""
    entries = ControlListEntry.objects.filter(item_keys__contains=[request.line.item_key])
    entry = entries.order_by("-code").first()
    if entry is None:
        return []
    return [marked_sentence(meaning_of(entry, destination=request.destination).as_fact())]


def _spoke(procedure: ObjectionProcedure) -> int:
    """How many states recorded anything at all; the others' silence counts as the rule set says."""
    return len({position.member_state_id for position in procedure.positions.all()})
