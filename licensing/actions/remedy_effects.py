"""What a remedy does to what it contests: suspend its effect when it is lodged, carry out its outcome once it ends.

The caller holds the request, with those whose procedure hangs on it, and the remedy.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.models import User
from exportctl.core.transitions import transition
from licensing.actions.authorisations import write_step
from licensing.actions.denials import deny_no_more, lift_after_change, lift_denials
from licensing.actions.requests import reopen_request
from licensing.actions.requirements import lift_shared, tell_customs_no_more
from licensing.models import Authorisation, AuthorisationRequest, Decision, Denial, Remedy
from licensing.queries.remedies import ALIVE, has_effect, state_before
from licensing.rules.authorisations import AUTHORISATION, Event, State
from licensing.rules.remedies import Effect, stays


@dataclass(frozen=True)
class AnnulledRefusals:
    """What lies above this app and ends with a refusal: the procedure about the list (settings.ANNULLED_REFUSALS)."""

    requests_beside: Callable[..., Iterable[UUID]]  # whose procedure hangs on it, too
    carry_out: Callable[..., None]


def suspend_effect(*, remedy: Remedy, actor: User, at: datetime) -> None:
    """A remedy with suspensive effect: what the act ended or suspended counts again until it is decided."""
    if not stays(remedy.contested, suspensive=remedy.suspensive):
        return
    authorisation = _hold_contested(remedy)
    assert remedy.change
    if not has_effect(remedy.change, authorisation):
        return  # something else was done since, it has not begun to count, or another remedy suspends it already
    _put_back(authorisation, remedy, Event.STAY, actor, at)
    _tell_holder(authorisation, "authorisation_stayed", at)


def carry_out(
    *, request: AuthorisationRequest, remedy: Remedy, effect: Effect, actor: User, at: datetime
) -> None:
    """The case is decided anew, what was granted ends, or the authorisation is what it was, or is not any more."""
    match effect:
        case Effect.REOPEN:
            assert remedy.decision
            reopen_request(request=request, actor=actor, at=at)
            above().carry_out(decision=remedy.decision, actor=actor, at=at)
            deny_no_more(decision=remedy.decision, actor=actor, at=at)
            tell_customs_no_more(decision=remedy.decision, at=at)
            lift_shared(decision=remedy.decision, actor=actor, at=at)
        case Effect.END:
            assert remedy.decision
            _end_what_was_granted(remedy, remedy.decision, actor, at)
        case Effect.RESTORE:
            _restore(remedy, actor, at)
        case Effect.RESUME:
            _resume(remedy, actor, at)


def _end_what_was_granted(remedy: Remedy, decision: Decision, actor: User, at: datetime) -> None:
    """The grant is annulled from the beginning, and with it every number that stands on it.

    Looked for until none is left: one that was being renewed while we waited for it has another in its place.
    """
    alive = Authorisation.objects.filter(decision=decision, status__in=ALIVE)
    while alive.exists():
        for authorisation in locks.lock_all_for_update(alive.select_related("authority__member_state")):
            _move(authorisation, remedy, Event.ANNUL, actor, at)
            lift_after_change(authorisation=authorisation, event=Event.ANNUL, actor=actor, at=at)


def _restore(remedy: Remedy, actor: User, at: datetime) -> None:
    """The act that had suspended or ended it was never lawful: it is what it was, as if that had not been done."""
    authorisation = _hold_contested(remedy)
    assert remedy.change
    if has_effect(remedy.change, authorisation):  # not where it is suspended, or has not begun to count
        _put_back(authorisation, remedy, Event.RESTORE, actor, at)
    lift_denials(denials=Denial.objects.filter(change=remedy.change), actor=actor, at=at)
    _tell_holder(authorisation, "authorisation_restored", at)


def _resume(remedy: Remedy, actor: User, at: datetime) -> None:
    """The remedy was without success: from today on the act has the effect again that it had suspended."""
    assert remedy.change
    authorisation = _hold_contested(remedy)
    _move(authorisation, remedy, Event(remedy.change.event), actor, at)
    _tell_holder(authorisation, "authorisation_resumed", at)


def _put_back(authorisation: Authorisation, remedy: Remedy, event: Event, actor: User, at: datetime) -> None:
    """To what it was before the act: valid, or suspended as it had been."""
    assert remedy.change
    before = state_before(authorisation, remedy.change)
    _move(authorisation, remedy, event, actor, at)
    if before == State.SUSPENDED:
        _move(authorisation, remedy, Event.SUSPEND, actor, at)


def _move(authorisation: Authorisation, remedy: Remedy, event: Event, actor: User, at: datetime) -> None:
    facts: dict[str, Any] = {"remedy": str(remedy.pk)}
    changes = {"changed_at": at}
    transition(authorisation, event, machine=AUTHORISATION, actor=actor, at=at, changes=changes, **facts)
    write_step(authorisation=authorisation, actor=actor, at=at, remedy=remedy)


def _hold_contested(remedy: Remedy) -> Authorisation:
    assert remedy.change
    rows = Authorisation.objects.filter(pk=remedy.change.authorisation_id)
    authorisation = locks.lock_for_update(
        rows.select_related("authority__member_state", "holder__organisation")
    )
    assert authorisation
    return authorisation


def _tell_holder(authorisation: Authorisation, kind: str, at: datetime) -> None:
    owe_notice(
        kind=kind,
        organisations=[authorisation.holder.organisation],
        reference=authorisation.reference,
        path=authorisation.get_absolute_url(),
        at=at,
    )


@cache
def above() -> AnnulledRefusals:
    """What ends with a refusal above this app."""
    declared: AnnulledRefusals = import_string(settings.ANNULLED_REFUSALS)
    return declared
