"""How a procedure ended, as a statement that can be printed and checked."""

from typing import Any

from django.db.models import Q, QuerySet

from controllist.models import ControlListEntry
from controllist.queries.binding import meaning_of
from exportctl.core.formatting import marked_sentence
from exportctl.core.rules.four_eyes import Status
from exportctl.core.signing import fingerprint
from licensing.models import AuthorisationRequest
from licensing.rules.requests import State
from notifications.models import ObjectionProcedure, ProcedureOutcome
from notifications.queries.rule_set_wording import rule_in_words
from notifications.queries.tally import participants_of
from notifications.queries.tally_page import positions_of
from notifications.rules.stances import Stance

BEFORE_THE_STATES = (State.REFUSED, State.AUTHORISATION_REQUIRED)


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
    """What the latest entry of the request's item means for an export like this one; nothing where there is none.

    Its own procedure's entry counts as well: a correction may have given it other models.
    """
    own = ObjectionProcedure.objects.filter(_held_for(request)).values("reference")
    entries = ControlListEntry.objects.filter(
        Q(provenance__in=own) | Q(item_keys__contains=[request.line.item_key])
    )
    entry = entries.order_by("-code").first()
    if entry is None:
        return []
    return [marked_sentence(meaning_of(entry, destination=request.destination).as_fact())]


def _held_for(request: AuthorisationRequest) -> Q:
    """The procedures whose outcome holds for a request: its own, and the one that its refusal was joined to."""
    return Q(request=request) | Q(linked_refusals__decision__request=request)


def cases_of_entry(entry: ControlListEntry) -> QuerySet[AuthorisationRequest]:
    """The cases whose item the entry lists, or listed before: of its procedure, joined to it, refused afterwards."""
    keys = {*entry.item_keys}
    for derived in entry.editions.values_list("derived", flat=True):
        keys |= {*(derived or {}).get("item_keys", ())}
    own = Q(procedures__reference=entry.provenance)
    joined = Q(decisions__linked_refusal__procedure__reference=entry.provenance)
    refused = Q(
        status__in=[state.value for state in BEFORE_THE_STATES],
        decided_at__gte=entry.effective_from,
        version__lines__item_key__in=keys,
    )
    concerned = AuthorisationRequest.objects.filter(own | joined | refused).order_by("pk").distinct()
    return concerned.select_related("exporter__organisation")


def _spoke(procedure: ObjectionProcedure) -> int:
    """How many states recorded anything at all; the others' silence counts as the rule set says."""
    return len({position.member_state_id for position in procedure.positions.all()})
