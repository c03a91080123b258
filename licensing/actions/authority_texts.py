"""An authority's own standard texts: added, changed, retired and taken back into use by one of its people."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.models import AuthorityText
from licensing.rules.authority_texts import AUTHORITY_TEXT, LANGUAGES, Event, State


@transaction.atomic
def add_text(
    *, authority: Organisation, field: str, title: str, texts: Mapping[str, str], actor: User, at: datetime
) -> AuthorityText:
    """Offer a text to the authority's officers from now on. Raises Forbidden, Invalid."""
    _hold_seat(authority.pk, actor, at)
    with unless_taken("authority_text_once", _same_title()):
        text = AuthorityText.objects.create(
            authority=authority,
            field=field,
            title=title,
            texts=_words(texts),
            changed_by=actor,
            changed_at=at,
        )
    record(text, "create", machine=AUTHORITY_TEXT, actor=actor, at=at, target=State.IN_USE, field=field)
    return text


@transaction.atomic
def change_text(
    *, text_id: UUID, title: str, texts: Mapping[str, str], actor: User, at: datetime
) -> AuthorityText:
    """Other words from now on; what was written with the earlier ones keeps them. Raises NotFound, Invalid."""
    text = _hold(text_id, actor, at)
    changes = {"title": title, "texts": _words(texts), "changed_by": actor, "changed_at": at}
    with unless_taken("authority_text_once", _same_title()):
        transition(text, Event.CHANGE, machine=AUTHORITY_TEXT, actor=actor, at=at, changes=changes)
    return text


@transaction.atomic
def retire_text(*, text_id: UUID, actor: User, at: datetime) -> AuthorityText:
    """Offer it no more; it stays on the list of retired ones. Raises NotFound, WrongStatus."""
    text = _hold(text_id, actor, at)
    transition(text, Event.RETIRE, machine=AUTHORITY_TEXT, actor=actor, at=at)
    return text


@transaction.atomic
def restore_text(*, text_id: UUID, actor: User, at: datetime) -> AuthorityText:
    """Offer a retired text again. Raises NotFound, WrongStatus, Invalid where its title is taken meanwhile."""
    text = _hold(text_id, actor, at)
    with unless_taken("authority_text_once", _same_title()):
        transition(text, Event.RESTORE, machine=AUTHORITY_TEXT, actor=actor, at=at)
    return text


def _words(texts: Mapping[str, str]) -> dict[str, str]:
    words = {code: texts[code] for code in LANGUAGES if texts.get(code)}
    if not words:
        raise Invalid(errors=[error("/text_en", _("Write the text in one language at least."))])
    return words


def _same_title() -> Invalid:
    message = _("Your authority has a text of this title for this field already. Choose another title.")
    return Invalid(errors=[error("/title", message)])


def _hold(text_id: UUID, actor: User, at: datetime) -> AuthorityText:
    texts = AuthorityText.objects.filter(pk=text_id)
    authority_id = texts.values_list("authority", flat=True).first()
    if authority_id is None:
        raise NotFound
    _hold_seat(authority_id, actor, at)
    return texts.select_for_update().get()


def _hold_seat(authority_id: UUID, actor: User, at: datetime) -> None:
    """The seat of an officer, else that of who administers the people."""
    handles = authority_id in access.organisation_ids_of(actor, Permission.HANDLE)
    permission = Permission.HANDLE if handles else Permission.MANAGE
    access.hold_seat(actor=actor, permission=permission, organisations=[authority_id], at=at)
