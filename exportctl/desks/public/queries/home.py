"""What the home page shows of the list and of what is going on."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from controllist.models import ControlListEntry, EntryText
from controllist.queries.entries import latest
from controllist.queries.texts import published_texts
from controllist.rules.entries import Status
from exportctl.core.i18n import language
from exportctl.core.models import MemberState
from notifications.models import ObjectionProcedure
from notifications.rules.machines import State
from notifications.rules.rule_sets import DEFAULT, RULE_SETS, RuleSet
from notifications.rules.tally import states_needed


@dataclass(frozen=True)
class Home:
    entries: list[ControlListEntry]
    texts: dict[UUID, EntryText]
    count: int
    last_change: Any
    open_procedures: int
    others: int  # Member States beside the one that refuses
    rules: RuleSet = RULE_SETS[DEFAULT]  # those of the mechanism that the page explains

    @property
    def states_needed(self) -> int:
        return states_needed(self.rules, self.others)

    @property
    def people_share(self) -> float:
        return (self.rules.people_percent or 0) / 100


def home_page() -> Home:
    """The latest entries with their bands; of open procedures a number only."""
    live = ControlListEntry.objects.exclude(status=Status.DELISTED.value)
    newest = ControlListEntry.objects.order_by("-edition").first()
    shown = latest()
    texts = published_texts([entry.pk for entry in shown], language())
    open_ones = ObjectionProcedure.objects.filter(status=State.OPEN.value).count()
    others = max(MemberState.objects.count() - 1, 0)
    return Home(shown, texts, live.count(), newest.changed_at if newest else None, open_ones, others)
