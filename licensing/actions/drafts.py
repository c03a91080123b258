"""Writing a draft of any kind: merged, saved field by field, with its attachments.

`model` is the kind's table. Everything here takes the seat first, then the draft, which nobody has sent yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import access, locks
from exportctl.core.actions.files import Upload, receive_file
from exportctl.core.errors import DomainError, Invalid, NotFound, StaleState, WrongStatus
from exportctl.core.i18n import fill
from exportctl.core.models import File, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object, check, error, merge
from licensing.models import Draft, DraftAttachment
from licensing.models.documents import FileNature
from licensing.queries.catalogue import with_items
from licensing.rules.catalogue import numbered_places
from licensing.rules.drafts import (
    MOST_ATTACHMENTS,
    Clash,
    differences,
    fingerprint,
    merge_fields,
    value_at,
    with_values,
    without_blanks,
)

D = TypeVar("D", bound=Draft)
D_co = TypeVar("D_co", bound=Draft, covariant=True)


class TooMany(DomainError):
    code = "too_many"
    default_message = fill(
        _("A draft takes %(most)d files. Remove one first, or put several into one PDF."),
        {"most": MOST_ATTACHMENTS},
    )


@dataclass(frozen=True)
class FieldsResult(Generic[D_co]):
    """The draft as it is now, and the fields that wait for a choice: a colleague changed them as well."""

    draft: D_co
    clashes: tuple[Clash, ...]


def clean_body(*, body: Any, shape: Object) -> dict[str, Any]:
    """The body in its shape, without blanks. Raises Invalid with every error."""
    clean, errors = check(body, shape)
    if errors:
        raise Invalid(errors=errors)
    cleaned: dict[str, Any] = without_blanks(clean)
    return cleaned


@transaction.atomic
def change_body(
    *,
    model: type[D],
    draft_id: UUID,
    body: dict[str, Any],
    actor: User,
    at: datetime,
    expected_revision: int | None = None,
) -> D:
    """Merge a patch (RFC 7396) into the draft. A change since `expected_revision` raises StaleState."""
    draft = hold_draft(model=model, draft_id=draft_id, actor=actor, at=at)
    _require_revision(draft, expected_revision)
    # The patch is checked by itself first, so that an error points to it and not to an older value.
    clean_body(body={name: value for name, value in body.items() if value is not None}, shape=draft.shape)
    merged = with_items(exporter_id=draft.exporter_id, body=merge(draft.body, body))
    _write_body(draft, merged, actor, at)
    return draft


def _require_revision(draft: Draft, expected: int | None) -> None:
    if expected is not None and expected != draft.revision:
        text = _("%(name)s saved a change after you opened this page. Read it, then save yours again.")
        newer = {"latest": draft.revision, "yours": expected, "current": draft.body}
        raise StaleState(text % {"name": draft.changed_by}, **newer)


@transaction.atomic
def save_fields(
    *,
    model: type[D],
    draft_id: UUID,
    fields: Mapping[str, Any],
    loaded: Mapping[str, str],
    actor: User,
    at: datetime,
    expected_revision: int | None = None,
) -> FieldsResult[D]:
    """Save values by pointer. `loaded` holds the fingerprint of each as its page showed it.

    Two colleagues at different fields never clash; at the same field nothing is overwritten unseen. A change since
    `expected_revision` raises StaleState.
    """
    draft = hold_draft(model=model, draft_id=draft_id, actor=actor, at=at)
    _require_revision(draft, expected_revision)
    clean = clean_body(body=with_values(draft.body, fields), shape=draft.shape)
    mine = {pointer: value_at(clean, pointer) for pointer in fields}
    merged = merge_fields(draft.body, mine, loaded)
    changed = with_values(draft.body, merged.values)
    body = with_items(exporter_id=draft.exporter_id, body=changed, of=numbered_places(merged.values))
    _write_body(draft, body, actor, at)
    return FieldsResult(draft, merged.clashes)


@transaction.atomic
def add_lines(
    *, model: type[D], draft_id: UUID, member: str, lines: Sequence[Any], actor: User, at: datetime
) -> D:
    """Put the lines of a table behind those that are there; numbers of the catalogue fill what they leave out.

    Raises Invalid where one is wrong, or where there are too many.
    """
    draft = hold_draft(model=model, draft_id=draft_id, actor=actor, at=at)
    before = list(draft.body.get(member) or [])
    body = {**draft.body, member: [*before, *lines]}
    _write_body(draft, with_items(exporter_id=draft.exporter_id, body=body), actor, at)
    return draft


@transaction.atomic
def remove_line(
    *, model: type[D], draft_id: UUID, member: str, place: int, loaded: str, actor: User, at: datetime
) -> D:
    """Take the element at `place` out of a list of the body, as it was when its page showed it (`loaded`).

    Raises NotFound, and StaleState where a colleague changed or moved it meanwhile.
    """
    draft = hold_draft(model=model, draft_id=draft_id, actor=actor, at=at)
    lines = list(draft.body.get(member) or [])
    if place >= len(lines):
        raise NotFound
    if fingerprint(lines[place]) != loaded:
        _require_revision(draft, -1)
    del lines[place]
    _write_body(draft, {**draft.body, member: lines}, actor, at)
    return draft


def save_answer(
    *,
    model: type[D],
    draft_id: UUID,
    question: str,
    fields: Mapping[str, Any],
    loaded: Mapping[str, str],
    upload: Upload | None = None,
    removal: UUID | None = None,
    actor: User,
    at: datetime,
) -> FieldsResult[D]:
    """The answer to a question together with a file that proves it (`upload`), or without one (`removal`)."""
    common: dict[str, Any] = {"model": model, "draft_id": draft_id, "actor": actor, "at": at}
    file = receive_attachment(uploaded=upload, **common) if upload else None
    with transaction.atomic():
        result: FieldsResult[D] = save_fields(fields=fields, loaded=loaded, **common)
        if file:
            attach(file=file, about={"question": question}, **common)
        if removal:
            remove_attachment(attachment_id=removal, **common)
    return result


def add_attachment(
    *,
    model: type[Draft],
    draft_id: UUID,
    uploaded: Upload,
    question: str,
    actor: User,
    at: datetime,
    nature: str = "",
    words: str = "",
    line: int | None = None,
) -> DraftAttachment:
    """Put a file to the draft; it stays in quarantine until it is scanned. Bytes are written before the transaction.

    `nature` and `words` say what it is, `line` of which item, `question` for which answer it is evidence.
    """
    file = receive_attachment(model=model, draft_id=draft_id, uploaded=uploaded, actor=actor, at=at)
    about = {"question": question, "nature": nature, "words": words, "line": line}
    return attach(model=model, draft_id=draft_id, file=file, about=about, actor=actor, at=at)


def receive_attachment(
    *, model: type[Draft], draft_id: UUID, uploaded: Upload, actor: User, at: datetime
) -> File:
    """The file in quarantine, for a draft that takes files: what its reception looks at holds up no transaction."""
    require_open(model=model, draft_id=draft_id, actor=actor, at=at)
    return receive_file(uploaded=uploaded, by=actor, at=at)


@transaction.atomic
def remove_attachment(
    *, model: type[Draft], draft_id: UUID, attachment_id: UUID, actor: User, at: datetime
) -> None:
    """Take a file off the draft; the bytes stay until they are purged by rule. Raises NotFound."""
    draft = hold_draft(model=model, draft_id=draft_id, actor=actor, at=at)
    if not draft.attachments.filter(pk=attachment_id).delete()[0]:
        raise NotFound
    if draft.statement and value_at(draft.body, draft.statement) == str(attachment_id):
        _write_body(draft, with_values(draft.body, {draft.statement: None}), actor, at)


@transaction.atomic
def require_open(*, model: type[Draft], draft_id: UUID, actor: User, at: datetime) -> None:
    """Asked before a file is received, so that what is refused keeps no bytes. Raises as `hold_draft` does."""
    hold_draft(model=model, draft_id=draft_id, actor=actor, at=at)


def hold_draft(*, model: type[D], draft_id: UUID, actor: User, at: datetime) -> D:
    """Seat, then draft, locked. Raises NotFound, Forbidden, WrongStatus once it was sent or withdrawn."""
    draft = hold_own(model=model, draft_id=draft_id, actor=actor, at=at)
    if not draft.is_open:
        text = _("%(reference)s was sent or withdrawn; it cannot be changed any more.")
        raise WrongStatus(fill(text, {"reference": draft.reference}))
    return draft


def hold_own(*, model: type[D], draft_id: UUID, actor: User, at: datetime) -> D:
    """Seat, then the exporter's own, in whatever status, locked. Raises NotFound, Forbidden."""
    rows = model._default_manager.filter(pk=draft_id)
    exporter_id = rows.values_list("exporter", flat=True).first()
    if exporter_id is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter_id], at=at)
    draft: D | None = locks.lock_for_update(
        rows.select_related("exporter__organisation__member_state", "changed_by")
    )
    if draft is None:
        raise NotFound
    return draft


@transaction.atomic
def attach(
    *, model: type[Draft], draft_id: UUID, file: File, about: Mapping[str, Any], actor: User, at: datetime
) -> DraftAttachment:
    """Put a received file to the draft, with what is said of it. Raises TooMany, and as `hold_draft` does."""
    draft = hold_draft(model=model, draft_id=draft_id, actor=actor, at=at)
    if draft.attachments.count() >= MOST_ATTACHMENTS:
        raise TooMany
    attachment: DraftAttachment = draft.attachments.create(file=file, created_at=at, **about)
    is_statement = draft.statement and about.get("nature") == FileNature.END_USE_STATEMENT
    if is_statement and not value_at(draft.body, draft.statement):  # the first one that is added is meant
        named = with_values(draft.body, {draft.statement: str(attachment.pk)})
        _write_body(draft, named, actor, at)
    return attachment


def _write_body(draft: Draft, body: dict[str, Any], actor: User, at: datetime) -> None:
    """The new body, and who saved which field; saving what was there already changes nothing."""
    before, draft.body = draft.body, clean_body(body=body, shape=draft.shape)
    require_known_file(draft=draft, before=before)
    if not (pointers := differences(before, draft.body)):
        return
    draft.revision += 1
    draft.changed_by, draft.changed_at = actor, at
    draft.save(update_fields=["body", "revision", "changed_by", "changed_at"])
    owner = draft.field_saves.field.name  # how the kind's table calls its draft
    draft.field_saves.bulk_create(
        [
            draft.field_saves.model(**{owner: draft}, pointer=pointer, saved_by=actor, saved_at=at)
            for pointer in pointers
        ],
        update_conflicts=True,
        unique_fields=[owner, "pointer"],
        update_fields=["saved_by", "saved_at"],
    )


def require_known_file(*, draft: Draft, before: Mapping[str, Any]) -> None:
    """Raise Invalid where the body newly names a file as its end-use statement that is none of its own."""
    named = value_at(draft.body, draft.statement) if draft.statement else None
    if named and named != value_at(before, draft.statement) and named not in draft.file_ids():
        text = _("This is no document of %(reference)s. Add the file first, then give its id.")
        raise Invalid(errors=[error(draft.statement, text % {"reference": draft.reference})])
