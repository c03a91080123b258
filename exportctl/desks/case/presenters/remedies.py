"""Remedies in words: against what, in time or late, how it ended, what follows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.formatting import long_day
from licensing.models import AuthorisationRequest, Remedy, RemedyOutcome
from licensing.models.authorisation_changes import EVENT_LABELS
from licensing.queries.letters import HEADLINES
from licensing.queries.remedies import Contestable, RemedyEntry, contestable_acts, effect_today, remedies_of
from licensing.rules.remedies import Effect, State, Timeliness, stays

Words = str | Promise
TAGS = {State.OPEN: "waiting", State.UPHELD: "refused", State.WITHDRAWN: "uncounted"}
DONE: dict[Effect, Words] = {
    Effect.NONE: gettext_lazy("Nothing changed: the act counts as before."),
    Effect.REOPEN: gettext_lazy("The case came under review again."),
    Effect.END: gettext_lazy("The authorisation was annulled: it counts as never granted."),
    Effect.RESTORE: gettext_lazy("The authorisation counts as if the act had never been done."),
    Effect.RESUME: gettext_lazy("The act counts again, from the day of the approval on."),
    Effect.OVERTAKEN: gettext_lazy("It had no effect of its own: what was contested did not stand any more."),
    Effect.BY_HAND: gettext_lazy(
        "Nothing changed by itself: officers do by hand what the judgment asks for."
    ),
}
IF_CARRIED_OUT: dict[Effect, Words] = {
    Effect.NONE: gettext_lazy("Nothing changes: the act counts as before."),
    Effect.REOPEN: gettext_lazy(
        "The case is under review again, and its clock goes on. What other states were told of the refusal falls away,"
        " a procedure about the list ends, and the Commission reviews an entry that rests on it."
    ),
    Effect.END: gettext_lazy("The authorisation is annulled: it counts as never granted."),
    Effect.RESTORE: gettext_lazy(
        "The authorisation is valid again, as if the act had never been done; what other states were told of it falls"
        " away."
    ),
    Effect.RESUME: gettext_lazy(
        "The act, whose effect the remedy suspended, counts again from the day of the approval on."
    ),
    Effect.OVERTAKEN: gettext_lazy(
        "Nothing is carried out: what was contested does not stand any more, for something else was done since. The"
        " days before are counted as the judgment says."
    ),
    Effect.BY_HAND: gettext_lazy(
        "Nothing changes by itself: propose what the judgment asks for on the page of the authorisation."
    ),
}


@dataclass(frozen=True)
class RemedyRow:
    """One remedy as the page of its case lists it."""

    entry: RemedyEntry
    against: str
    tag: str
    in_time: str
    outcome: RemedyOutcome | None
    waiting: RemedyOutcome | None  # of two officers, for officers alone
    suspends: Words  # what its suspensive effect comes to
    done: Words  # what its outcome brought about; "" where it is not written down


def remedy_rows(request: AuthorisationRequest, *, is_officer: bool, at: datetime) -> list[RemedyRow]:
    """Every remedy of the case, the newest first."""
    entries = remedies_of(request, at=at)
    if not entries:
        return []
    outcomes = RemedyOutcome.objects.filter(remedy__in=[entry.remedy.pk for entry in entries])
    rows = list(outcomes.select_related("proposed_by", "approved_by"))
    return [_row(entry, rows, is_officer) for entry in entries]


def _row(entry: RemedyEntry, outcomes: list[RemedyOutcome], is_officer: bool) -> RemedyRow:
    own = [each for each in outcomes if each.remedy_id == entry.remedy.pk]
    return RemedyRow(
        entry=entry,
        against=_against(entry),
        tag=TAGS.get(State(entry.remedy.status), "done"),
        in_time=timeliness_words(entry),
        outcome=(outcome := next((each for each in own if each.status == "approved"), None)),
        suspends=_suspends(entry.remedy),
        done=DONE[Effect(outcome.effect)] if outcome and outcome.effect else "",
        waiting=next((each for each in own if is_officer and each.status == "proposed"), None),
    )


def _suspends(remedy: Remedy) -> Words:
    """What it does today, not only what it is entitled to."""
    if not remedy.suspensive:
        return _("The decision has its effect all the same.")
    if not stays(remedy.contested, suspensive=True):
        return _(
            "It suspends the effect of the decision. Nothing is granted by that; what was granted stays as it is."
        )
    if remedy.is_open:
        return _(
            "It suspends the effect of the act: until it is decided, what is declared is covered as before."
        )
    return _("It suspended the effect of the act until it was decided.")


def timeliness_words(entry: RemedyEntry) -> str:
    """Late or in time, with the day that it follows from."""
    words = {
        Timeliness.NOT_SERVED: _("The letter was not served before: no period ran."),
        Timeliness.UNKNOWN: _("The period of this state is not held here."),
        Timeliness.IN_TIME: _("In time: the last day is %(day)s."),
        Timeliness.LATE: _("Late: the last day was %(day)s. Whoever decides on it says what follows."),
    }[entry.timeliness]
    return words % {"day": long_day(entry.last_day)} if entry.last_day else words


def _against(entry: RemedyEntry) -> str:
    remedy = entry.remedy
    if remedy.decision:
        return str(HEADLINES[remedy.decision.outcome])
    assert remedy.change
    return f"{remedy.change.authorisation.reference}: {EVENT_LABELS[remedy.change.event]}"


def choices_of(request: AuthorisationRequest) -> list[tuple[str, str]]:
    """What can be contested, as a form offers it."""
    return [(str(act.pk), f"{_name(act)}, {long_day(act.done_on)}") for act in contestable_acts(request)]


def _name(act: Contestable) -> str:
    if act.decision:
        return str(HEADLINES[act.decision.outcome])
    assert act.change
    return f"{act.change.authorisation.reference}: {EVENT_LABELS[act.change.event]}"


def if_carried_out(ended: RemedyOutcome) -> list[Any]:
    """What follows once a second officer approves it."""
    effect = effect_today(ended.remedy, ended.outcome)
    return [IF_CARRIED_OUT[effect], _("The exporter gets a letter.")]
