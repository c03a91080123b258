"""Receivers of events: entered, sent to in order, asked again from an earlier event, removed."""

import secrets
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.errors import Forbidden, Invalid, NotFound
from exportctl.core.models import AuditLeaf, User, Webhook
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.rules.outbox import LEASE
from exportctl.core.rules.webhooks import MOST, next_wait, signature
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from exportctl.core.vocabulary import every_feed_type
from exportctl.core.webhook_delivery import NotDelivered, post

AT_ONCE = 100  # events of one receiver in one turn
# Seconds: below the lease and the age that a receiver accepts; a slow one keeps no other waiting.
ONE_TURN = 60


@transaction.atomic
def add_webhook(*, url: str, actor: User, at: datetime, types: list[str] | None = None) -> Webhook:
    """Everything that happens from now on, of these types or all. Raises Forbidden, Invalid."""
    seats = access.seats_of(actor)
    if not seats:
        raise Forbidden(_("Your account may not do this here. Ask your organisation for the right seat."))
    others = Webhook.objects.live().filter(seat__content_object=seats[0].content_object_id)
    _check_types(types or [])
    if others.count() >= MOST:
        text = _("Your organisation has %(most)d receivers. Remove one first.")
        raise Invalid(errors=[error("/url", text % {"most": MOST})])
    last = AuditLeaf.objects.order_by("-feed_id").values_list("feed_id", flat=True).first()
    webhook = Webhook.objects.create(
        user=actor,
        seat=seats[0],
        url=url,
        secret=secrets.token_urlsafe(32),
        types=types or [],
        after=last or 0,
        created_at=at,
    )
    record(actor, "add_webhook", machine=ACCOUNT, actor=actor, at=at, **_facts(webhook))
    return webhook


def _check_types(types: list[str]) -> None:
    """Nothing would ever be sent for a type that no event has. Raises Invalid."""
    known = every_feed_type()
    text = _("No event has this type. Types are: %(types)s.") % {"types": ", ".join(known)}
    if wrong := [error(f"/types/{n}", text) for n, each in enumerate(types) if each not in known]:
        raise Invalid(errors=wrong)


@transaction.atomic
def remove_webhook(*, webhook_id: UUID, actor: User, at: datetime) -> Webhook:
    """Nothing is sent there any more; removing it twice is no error."""
    webhook = _hold(webhook_id, actor)
    if webhook.removed_at is None:
        _remove(webhook, actor=actor, at=at)
    return webhook


def end_webhooks(*, user: User, seat_id: int, actor: User, at: datetime) -> None:
    """Whatever a key of this seat entered ends with the key: a leaked one leaves no receiver behind."""
    for webhook in locks.lock_all_for_update(Webhook.objects.live().filter(user=user, seat=seat_id)):
        _remove(webhook, actor=actor, at=at)


def _remove(webhook: Webhook, *, actor: User, at: datetime) -> None:
    webhook.removed_at = at
    webhook.save(update_fields=["removed_at"])
    record(webhook.user, "remove_webhook", machine=ACCOUNT, actor=actor, at=at, **_facts(webhook))


def _facts(webhook: Webhook) -> dict[str, Any]:
    """For the trail of the account: which receiver, whose row keeps the address, and of which organisation's events."""
    return {"webhook": str(webhook.pk), "organisation": str(webhook.seat.content_object_id)}


@transaction.atomic
def replay_webhook(*, webhook_id: UUID, after: int, actor: User, at: datetime) -> Webhook:
    """Send everything after that event again, at once."""
    webhook = _hold(webhook_id, actor)
    if webhook.removed_at is not None:
        raise NotFound
    webhook.after, webhook.failures, webhook.next_attempt_at = after, 0, None
    webhook.save(update_fields=["after", "failures", "next_attempt_at"])
    return webhook


def _hold(webhook_id: UUID, actor: User) -> Webhook:
    mine = Webhook.objects.filter(user=actor, seat__in=access.seats_of(actor))
    webhook = locks.lock_for_update(mine.filter(pk=webhook_id))
    if webhook is None:
        raise NotFound
    return webhook


def deliver_events(*, webhook_id: UUID, machine_at: datetime) -> None:
    """What happened since the last event that arrived, one after the other; the first that does not arrive stops it.

    The next turn begins with that very event: a receiver gets all of them, in their order, each at least once.
    """
    webhook = _claim(webhook_id, machine_at)
    if webhook is None:
        return
    user = webhook.user
    user.limited_to_seat = webhook.seat_id
    events = import_string(settings.EVENT_FEED)(user, after=webhook.after, limit=AT_ONCE)["results"]
    failure, until = "", monotonic() + ONE_TURN
    for event in events:
        if monotonic() > until:
            break  # the next turn goes on here
        if not webhook.types or event["type"] in webhook.types:
            try:
                _send(webhook, event, machine_at)
            except NotDelivered as undelivered:
                failure = str(undelivered)
                break
            webhook.delivered_at = machine_at
        webhook.after = event["id"]
    _settle(webhook, failure, machine_at)


@transaction.atomic
def _claim(webhook_id: UUID, machine_at: datetime) -> Webhook | None:
    due = Webhook.objects.due(at=machine_at).select_related("user").filter(pk=webhook_id)
    webhook = locks.lock_for_update(due, skip_locked=True)
    if webhook:
        Webhook.objects.filter(pk=webhook.pk).update(next_attempt_at=machine_at + LEASE)
    return webhook


def _send(webhook: Webhook, event: dict[str, Any], machine_at: datetime) -> None:
    body, timestamp = orjson.dumps(event), int(machine_at.timestamp())
    headers = {
        "Exportctl-Event-Id": str(event["id"]),
        "Exportctl-Timestamp": str(timestamp),
        "Exportctl-Signature": signature(webhook.secret, timestamp=timestamp, body=body),
    }
    post(webhook.url, body, headers)


@transaction.atomic
def _settle(webhook: Webhook, failure: str, machine_at: datetime) -> None:
    """How far it is; a replay that somebody asked for meanwhile stands."""
    failures = webhook.failures + 1 if failure else 0
    rows = Webhook.objects.filter(pk=webhook.pk, next_attempt_at=machine_at + LEASE)
    rows.update(
        after=webhook.after,
        delivered_at=webhook.delivered_at,
        failures=failures,
        failure=failure,
        next_attempt_at=machine_at + next_wait(failures) if failure else None,
    )
