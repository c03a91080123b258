"""A change of an entry of the list, as it concerns the exporters whose item it lists (`settings.ENTRY_CHANGES`)."""

from collections.abc import Mapping
from datetime import datetime

from controllist.models import ControlListEntry
from controllist.rules.entries import Change
from exportctl.core.actions.notices import owe_notice
from notifications.queries.outcomes import cases_of_entry

NOTICE_OF = {Change.CORRECTION: "item_entry_corrected", Change.DELISTING: "item_entry_delisted"}


def tell_exporters(
    *, entry: ControlListEntry, kind: Change, facts: Mapping[str, object], at: datetime
) -> None:
    """Each reads of it in the own case, in the transaction that changes the entry."""
    for request in cases_of_entry(entry):
        owe_notice(
            kind=NOTICE_OF[kind],
            organisations=[request.exporter.organisation],
            reference=request.reference,
            path=request.get_absolute_url(),
            at=at,
            facts=facts,
        )
