"""Changing a standard text: one officer of the Commission proposes, another approves (guarantee G11)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
)
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.queries.reference import commission
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from notifications.models import StandardText
from notifications.queries.standard_texts import find_text
from notifications.rules.standard_texts import LANGUAGES, STANDARD_TEXT, Text


@transaction.atomic
def propose_text(
    *,
    key: str,
    titles: Mapping[str, str],
    texts: Mapping[str, str],
    reason: str,
    actor: User,
    at: datetime,
) -> StandardText:
    """Propose the next version of a text, in all three languages. Raises NotFound, Pending, Invalid."""
    text = _lock_text(key, actor, at)
    if missing := [code for code in LANGUAGES if not (titles.get(code) and texts.get(code))]:
        message = _("Give title and text in every language.")
        raise Invalid(errors=[error(f"/text_{code}", message) for code in missing])
    return _propose(text, titles=titles, texts=texts, reason=reason, actor=actor, at=at)


@transaction.atomic
def retire_text(*, key: str, reason: str, actor: User, at: datetime) -> StandardText:
    """Propose to offer a text no more: a version without words. Raises NotFound, Pending, Invalid."""
    text = _lock_text(key, actor, at)
    if text.retired:
        raise Invalid(errors=[error("/reason", _("This text is retired already."))])
    nothing = dict.fromkeys(LANGUAGES, "")
    return _propose(text, titles=text.titles, texts=nothing, reason=reason, actor=actor, at=at)


def _lock_text(key: str, actor: User, at: datetime) -> Text:
    """The text as it stands, for a change of it: none may be waiting."""
    _hold_seat(actor, at)
    text = find_text(key)
    if text is None:
        raise NotFound
    require_none_pending(acts=StandardText.objects.filter(key=key))
    return text


def _propose(
    text: Text,
    *,
    titles: Mapping[str, str],
    texts: Mapping[str, str],
    reason: str,
    actor: User,
    at: datetime,
) -> StandardText:
    key = text.key
    last = StandardText.objects.filter(key=key).order_by("-version").values_list("version", flat=True).first()
    act = StandardText(
        key=key,
        kind=text.kind,
        outcome=text.outcome,
        titles=dict(titles),
        texts=dict(texts),
        version=(last or 1) + 1,
        reason=reason,
        proposed_by=actor,
    )
    waiting = Waiting("standard_text_waiting", commission(), key[:30], "/reference/texts")
    propose_act(act=act, machine=STANDARD_TEXT, at=at, waiting=waiting, key=key, version=act.version)
    return act


@transaction.atomic
def approve_text(*, text_id: UUID, actor: User, at: datetime) -> StandardText:
    """Put it in force. Proposals that hold the earlier words keep them."""
    _hold_seat(actor, at)
    act: StandardText = hold_act(acts=StandardText.objects.all(), act_id=text_id)
    approve_act(act=act, machine=STANDARD_TEXT, actor=actor, at=at, key=act.key, version=act.version)
    return act


@transaction.atomic
def discard_text(*, text_id: UUID, actor: User, at: datetime) -> StandardText:
    """Drop a proposal, one's own or a colleague's."""
    _hold_seat(actor, at)
    act: StandardText = hold_act(acts=StandardText.objects.all(), act_id=text_id)
    discard_act(act=act, machine=STANDARD_TEXT, actor=actor, at=at)
    return act


def _hold_seat(actor: User, at: datetime) -> None:
    organisations = [each.pk for each in commission()]
    access.hold_seat(actor=actor, permission=Permission.ADMINISTER, organisations=organisations, at=at)
