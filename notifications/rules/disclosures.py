"""Every text about a case that other states or the public read, and what keeps the exporter's name out of it.

A test compares the list with the models: a new field of words has to be given its row, and with it its guard.
"""

from dataclasses import dataclass
from enum import StrEnum


class Guard(StrEnum):
    COMPARED = "compared"  # 422 `names_exporter` while the exporter is hidden
    MAKER = "maker"  # may be named on purpose; officers are told when it is the exporter
    UNAWARE = "unaware"  # written by those who do not know the exporter: a refusal would confirm a guess
    GENERAL = "general"  # written for every case and compared where it is put into one
    FIXED = "fixed"  # codes, numbers, calendars: nobody writes it
    INTERNAL = "internal"  # read by its own authority, delegation or the Commission alone


@dataclass(frozen=True)
class Disclosure:
    """A field of words, and its guard."""

    model: str
    field: str
    guard: Guard


def _rows(model: str, /, **guards: Guard) -> tuple[Disclosure, ...]:
    return tuple(Disclosure(model, field, guard) for field, guard in guards.items())


DISCLOSURES = (
    *_rows("licensing.Proposal", entry=Guard.COMPARED, dossier=Guard.COMPARED),
    *_rows(
        "licensing.Proposal",
        grounds=Guard.INTERNAL,
        conditions=Guard.INTERNAL,
        comment=Guard.INTERNAL,
        hearing=Guard.INTERNAL,
        lines=Guard.INTERNAL,
        destinations=Guard.INTERNAL,
        substantial_because=Guard.COMPARED,
        confidential_because=Guard.INTERNAL,
        condition_terms=Guard.INTERNAL,
        criteria=Guard.INTERNAL,
        finding=Guard.INTERNAL,
        measure=Guard.INTERNAL,
        icp=Guard.INTERNAL,
        longer_because=Guard.INTERNAL,
    ),
    *_rows("licensing.Proposal", without_advice=Guard.INTERNAL, content_hash=Guard.FIXED),
    *_rows("licensing.Denial", name=Guard.COMPARED, model=Guard.COMPARED, ground=Guard.COMPARED),
    *_rows("licensing.Denial", description=Guard.COMPARED, manufacturer=Guard.MAKER, item_key=Guard.MAKER),
    *_rows("licensing.Denial", paper_number=Guard.UNAWARE, reference=Guard.FIXED, destinations=Guard.FIXED),
    *_rows("licensing.Denial", control_entry=Guard.FIXED, cn_code=Guard.FIXED),
    *_rows("licensing.DenialParty", name=Guard.COMPARED, name_key=Guard.COMPARED, address=Guard.COMPARED),
    *_rows("licensing.DenialParty", country=Guard.FIXED),
    *_rows("licensing.DenialReview", ground=Guard.COMPARED, ground_before=Guard.COMPARED),
    *_rows("licensing.DenialReview", reason=Guard.INTERNAL),
    # Of a state outside, from its paper: whoever enters it does not know the exporter.
    *_rows(
        "licensing.RequirementPaper", name=Guard.UNAWARE, description=Guard.UNAWARE, grounds=Guard.UNAWARE
    ),
    *_rows("licensing.RequirementPaper", end_user=Guard.UNAWARE, end_user_address=Guard.UNAWARE),
    *_rows("licensing.RequirementPaper", number=Guard.UNAWARE, reference=Guard.FIXED),
    *_rows("licensing.RequirementPaper", control_entry=Guard.FIXED, destination=Guard.FIXED),
    *_rows("notifications.ObjectionProcedure", dossier=Guard.COMPARED, entry=Guard.COMPARED),
    *_rows("notifications.ObjectionProcedure", reference=Guard.FIXED, item_key=Guard.MAKER),
    *_rows("notifications.ObjectionProcedure", rule_set=Guard.FIXED, frozen=Guard.FIXED),
    *_rows("notifications.Withdrawal", grounds=Guard.COMPARED),
    *_rows("notifications.Release", reason=Guard.COMPARED),
    *_rows(
        "notifications.Contribution", text=Guard.COMPARED
    ),  # of the authority; of a delegation it is unaware
    *_rows("notifications.Extension", reason=Guard.UNAWARE),
    *_rows("notifications.Position", reason=Guard.UNAWARE, grounds=Guard.FIXED, receipt=Guard.FIXED),
    *_rows("notifications.ProcedureOutcome", tally=Guard.FIXED),
    *_rows("notifications.Instruction", text=Guard.INTERNAL),
    *_rows("notifications.StandardText", titles=Guard.GENERAL, texts=Guard.GENERAL, reason=Guard.INTERNAL),
    *_rows("notifications.StandardText", key=Guard.FIXED, outcome=Guard.FIXED),
    *_rows("notifications.RuleSetSelection", reason=Guard.GENERAL, rule_set=Guard.FIXED),
    *_rows("controllist.ControlListEntry", name=Guard.COMPARED, description=Guard.COMPARED),
    *_rows("controllist.ControlListEntry", model_names=Guard.COMPARED, model_keys=Guard.COMPARED),
    *_rows(
        "controllist.ControlListEntry", manufacturer=Guard.MAKER, item_keys=Guard.MAKER, search=Guard.MAKER
    ),
    *_rows("controllist.ControlListEntry", code=Guard.FIXED, functions=Guard.FIXED, cn_code=Guard.FIXED),
    *_rows("controllist.ControlListEntry", rule_set=Guard.FIXED, regime=Guard.FIXED, bands=Guard.FIXED),
    *_rows("controllist.ControlListEntry", destination=Guard.FIXED, provenance=Guard.FIXED),
    *_rows("controllist.ControlListEntry", reason=Guard.COMPARED, act_reference=Guard.COMPARED),
    *_rows("controllist.ControlListEntry", change_ground=Guard.FIXED, publication=Guard.COMPARED),
    *_rows("controllist.ControlListEntry", authentic_language=Guard.FIXED, translations=Guard.COMPARED),
    *_rows("controllist.Edition", event=Guard.FIXED, content=Guard.COMPARED, derived=Guard.MAKER),
    *_rows("controllist.EntryChange", content=Guard.COMPARED),
    # What an entry is found by is made of its own words, when these have been compared.
    *_rows("controllist.SearchDocument", words=Guard.MAKER, names=Guard.MAKER, functions=Guard.FIXED),
    *_rows("controllist.SearchDocument", cn_code=Guard.FIXED, status=Guard.FIXED),
    *_rows("controllist.SearchWord", word=Guard.MAKER),
    *_rows("controllist.EntryText", title=Guard.COMPARED, description=Guard.COMPARED),
    *_rows("controllist.EntryText", covered=Guard.COMPARED, not_covered=Guard.COMPARED),
    *_rows("controllist.EntryText", language=Guard.FIXED, comment=Guard.INTERNAL, writers=Guard.FIXED),
)
