"""An exporter asks under which entry an item falls; two officers answer with an opinion, kept with the item."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from controllist.rules.matching import item_key
from exportctl.core import access, locks
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound, Pending
from exportctl.core.models import User
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import check
from exportctl.core.transitions import record, transition
from licensing.errors import NotRegistered
from licensing.models import (
    CatalogueItem,
    ClassificationConfirmation,
    ClassificationOpinion,
    ClassificationQuestion,
    Exporter,
)
from licensing.queries.general_editions import seat_authority
from licensing.queries.registrations import unregistered
from licensing.rules.catalogue import edition_of
from licensing.rules.classification_questions import (
    CLASSIFICATION_OPINION,
    CLASSIFICATION_QUESTION,
    ITEM_FIELDS,
    OPINION,
    QUESTION,
    Event,
    State,
    opinion_gaps,
)
from licensing.rules.shapes import JsonObject


@transaction.atomic
def ask_classification(
    *, exporter_id: UUID, body: JsonObject, actor: User, at: datetime
) -> ClassificationQuestion:
    """Ask the authority of one's seat. Raises NotRegistered, Invalid with the pointers of what is missing."""
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter_id], at=at)
    exporter = Exporter.objects.select_related("organisation__member_state").get(pk=exporter_id)
    authority = seat_authority(exporter)
    if not exporter.is_approved:
        raise NotRegistered(unregistered(exporter))
    clean = _complete(body, QUESTION)
    asked = ClassificationQuestion.objects.create(
        reference=next_reference(prefix=f"{authority.member_state_id}-K", at=at, digits=5),
        exporter=exporter,
        authority=authority,
        item_number=clean.get("item_number") or "",
        item={name: clean[name] for name in ITEM_FIELDS if clean.get(name)},
        question=clean.get("question") or "",
        asked_by=actor,
        asked_at=at,
        changed_at=at,
    )
    record(asked, Event.ASK, machine=CLASSIFICATION_QUESTION, actor=actor, at=at, target=State.ASKED.value)
    _tell("classification_asked", asked, to_authority=True, at=at)
    return asked


@transaction.atomic
def withdraw_question(*, question_id: UUID, actor: User, at: datetime) -> ClassificationQuestion:
    """The company takes back what is not answered. Raises Pending while an opinion waits for its second officer."""
    asked = _hold(question_id, Permission.FILE, actor, at)
    if asked.opinions.filter(status="proposed").exists():
        raise Pending(_("Your authority is about to answer. Wait for its opinion."))
    changes = {"changed_at": at}
    transition(asked, Event.WITHDRAW, machine=CLASSIFICATION_QUESTION, actor=actor, at=at, changes=changes)
    return asked


@transaction.atomic
def propose_opinion(
    *, question_id: UUID, body: JsonObject, actor: User, at: datetime
) -> ClassificationOpinion:
    """The first officer: the entry, or that there is none, and why. Raises WrongStatus, Invalid, Pending."""
    asked = _hold(question_id, Permission.HANDLE, actor, at)
    CLASSIFICATION_QUESTION.step(asked.status, Event.ANSWER)
    require_none_pending(acts=ClassificationOpinion.objects.filter(question=asked))
    clean = _complete(body, OPINION)
    if errors := opinion_gaps(clean):
        raise Invalid(errors=errors)
    entry = clean.get("control_entry") or ""
    opinion = ClassificationOpinion(
        question=asked,
        control_entry=entry,
        edition=edition_of(entry),
        reason=clean["reason"],
        is_binding=bool(clean.get("is_binding")),
        provision=clean.get("provision") or "",
        proposed_by=actor,
    )
    waiting = Waiting("classification_waiting", [asked.authority], asked.reference, asked.get_absolute_url())
    facts = {"question": asked.reference, "control_entry": entry}
    propose_act(act=opinion, machine=CLASSIFICATION_OPINION, at=at, waiting=waiting, **facts)
    return opinion


@transaction.atomic
def approve_opinion(
    *, question_id: UUID, opinion_id: UUID, actor: User, at: datetime
) -> ClassificationQuestion:
    """The second officer: the question is answered, and the opinion stands with the item of the catalogue.

    Raises FourEyes, WrongStatus.
    """
    asked, opinion = _hold_opinion(question_id, opinion_id, actor, at)
    require_other_officer(act=opinion, actor=actor)
    facts: dict[str, Any] = {"question": asked.reference, "control_entry": opinion.control_entry}
    approve_act(act=opinion, machine=CLASSIFICATION_OPINION, actor=actor, at=at, **facts)
    changes = {"changed_at": at}
    transition(
        asked,
        Event.ANSWER,
        machine=CLASSIFICATION_QUESTION,
        actor=actor,
        at=at,
        changes=changes,
        control_entry=opinion.control_entry,
    )
    _keep_with_item(asked, opinion, actor, at)
    _tell("classification_answered", asked, to_authority=False, at=at)
    return asked


@transaction.atomic
def discard_opinion(
    *, question_id: UUID, opinion_id: UUID, actor: User, at: datetime
) -> ClassificationOpinion:
    """Drop a proposal, one's own or a colleague's."""
    _asked, opinion = _hold_opinion(question_id, opinion_id, actor, at)
    discard_act(act=opinion, machine=CLASSIFICATION_OPINION, actor=actor, at=at)
    return opinion


def _keep_with_item(
    asked: ClassificationQuestion, opinion: ClassificationOpinion, actor: User, at: datetime
) -> None:
    """The authority's word beside the company's own, by the company's number of the item."""
    item = asked.item
    ClassificationConfirmation.objects.create(
        opinion=opinion,
        exporter=asked.exporter,
        item_number=asked.item_number,
        item_key=item_key(item.get("manufacturer") or "", item.get("model") or ""),
        control_entry=opinion.control_entry,
        edition=opinion.edition,
        reason=opinion.reason,
        confirmed_by=actor,
        confirmed_at=at,
    )
    if asked.item_number:
        items = CatalogueItem.objects.filter(exporter=asked.exporter_id, number=asked.item_number)
        items.update(updated_at=at)


def _complete(body: JsonObject, shape: Any) -> Any:
    clean, errors = check(body, shape)
    errors = errors or shape.missing(clean, "")
    if errors:
        raise Invalid(errors=errors)
    return clean


def _hold(question_id: UUID, permission: str, actor: User, at: datetime) -> ClassificationQuestion:
    """Seat, then question. Raises NotFound, Forbidden."""
    rows = ClassificationQuestion.objects.filter(pk=question_id)
    asked = rows.first()
    if asked is None:
        raise NotFound
    access.hold_seat(
        actor=actor, permission=permission, organisations=asked.organisation_ids(permission), at=at
    )
    related = ("authority__member_state", "exporter__organisation")
    locked: ClassificationQuestion | None = locks.lock_for_update(rows.select_related(*related))
    if locked is None:
        raise NotFound
    return locked


def _hold_opinion(
    question_id: UUID, opinion_id: UUID, actor: User, at: datetime
) -> tuple[ClassificationQuestion, ClassificationOpinion]:
    asked = _hold(question_id, Permission.HANDLE, actor, at)
    opinions = ClassificationOpinion.objects.filter(question=asked)
    opinion: ClassificationOpinion = hold_act(acts=opinions, act_id=opinion_id)
    opinion.question = asked
    return asked, opinion


def _tell(kind: str, asked: ClassificationQuestion, *, to_authority: bool, at: datetime) -> None:
    owe_notice(
        kind=kind,
        organisations=[asked.authority if to_authority else asked.exporter.organisation],
        reference=asked.reference,
        path=asked.get_absolute_url(),
        at=at,
    )
