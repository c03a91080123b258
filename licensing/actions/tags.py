"""Tags on cases: put on and taken off by any officer of the authority."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid
from exportctl.core.models import User
from exportctl.core.shapes import FORBIDDEN
from licensing.actions.assignments import Bulk, hold_requests
from licensing.actions.search_documents import update_search_documents
from licensing.models import RequestTag, Tag
from licensing.models.tags import LONGEST_TAG


@transaction.atomic
def tag_requests(*, request_ids: Sequence[UUID], label: str, actor: User, at: datetime) -> Bulk:
    """Put the tag on each case; a label that the authority does not have yet is made."""
    label = _clean(label)
    requests, bulk = hold_requests(request_ids=request_ids, actor=actor, at=at)
    for request in requests:
        tag = _tag(request.authority_id, label, actor, at)
        RequestTag.objects.get_or_create(
            request=request, tag=tag, defaults={"tagged_by": actor, "tagged_at": at}
        )
        bulk.done.append(request.reference)
    update_search_documents(request_ids=[request.pk for request in requests])
    return bulk


@transaction.atomic
def untag_requests(*, request_ids: Sequence[UUID], label: str, actor: User, at: datetime) -> Bulk:
    """Take the tag off each case that has it."""
    label = _clean(label)
    requests, bulk = hold_requests(request_ids=request_ids, actor=actor, at=at)
    for request in requests:
        taken_off, _each = RequestTag.objects.filter(request=request, tag__label__iexact=label).delete()
        if taken_off:
            bulk.done.append(request.reference)
        else:
            bulk.refuse(request.reference, _("It does not have this tag."))
    update_search_documents(request_ids=[request.pk for request in requests])
    return bulk


def _tag(authority_id: UUID, label: str, actor: User, at: datetime) -> Tag:
    """The authority's tag of this label, created if there is none (safe against a colleague doing the same)."""
    with unless_taken("tag_label_once", Invalid(_("Your authority has this tag already."))):
        tag, _created = Tag.objects.get_or_create(
            authority_id=authority_id,
            label__iexact=label,
            defaults={"label": label, "created_by": actor, "created_at": at},
        )
    return tag


def _clean(label: str) -> str:
    label = " ".join(FORBIDDEN.sub(" ", label).replace(",", " ").split())
    if not label:
        raise Invalid(_("Write a tag, such as “embassy asked”."))
    if len(label) > LONGEST_TAG:
        raise Invalid(_("A tag has at most 40 characters. Write a shorter one."))
    return label
