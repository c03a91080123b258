"""A remedy is recorded as it is lodged; two officers carry out how it ended."""

from datetime import datetime

from exportctl.core.calendar import local_date
from exportctl.core.notices import zone_of
from exportctl.demo.scene import Story
from licensing.actions.remedies import approve_outcome, lodge_remedy, propose_outcome
from licensing.models import RemedyOutcome
from licensing.queries.remedies import contestable_acts


def lodge(story: Story, at: datetime, *, suspensive: bool = False, **words: str) -> None:
    """Against the newest act of the case that burdens somebody."""
    lodge_remedy(
        request_id=story.request.pk,
        about=str(contestable_acts(story.request)[0].pk),
        lodged_on=_day(story, at),
        suspensive=suspensive,
        actor=story.officer,
        at=at,
        **words,
    )


def propose(story: Story, at: datetime, **words: str) -> None:
    remedy = story.request.remedies.latest("recorded_at")
    propose_outcome(remedy_id=remedy.pk, decided_on=_day(story, at), actor=story.officer, at=at, **words)


def approve(story: Story, at: datetime) -> None:
    waiting = RemedyOutcome.objects.pending().get(remedy__request=story.request)
    approve_outcome(remedy_id=waiting.remedy_id, outcome_id=waiting.pk, actor=story.second, at=at)


def _day(story: Story, at: datetime) -> str:
    """As the authority's calendar has it."""
    return local_date(at, zone_of(story.request.authority)).isoformat()
