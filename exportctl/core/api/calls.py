"""What every REST call shares: the caller, the body, and the recorded answer that a retry gets again."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock, locks, shapes
from exportctl.core.api.rendering import dump
from exportctl.core.canonical import canonical
from exportctl.core.errors import DomainError, Forbidden, Invalid
from exportctl.core.models import IdempotencyRecord, User

RECORDS_LIVE = timedelta(days=30)  # an Idempotency-Key may be used anew afterwards


class IdempotencyConflict(DomainError):
    code = "idempotency_conflict"
    status = 422


class PreconditionFailed(DomainError):
    """`latest`: the version that there is now."""

    code = "precondition_failed"
    status = 412
    default_message = gettext_lazy(
        "This was changed after you read it: If-Match names another version. Read it, then send yours again."
    )


def caller(request: Request) -> User:
    """The account behind the key. Raises 401 without one."""
    if not request.user.is_authenticated:
        raise NotAuthenticated(_("This call needs a key: “Authorization: Bearer KEY”."))
    return request.user


def caller_with(request: Request, permission: str) -> User:
    """The caller, who must hold a live seat with `permission` somewhere; else 403."""
    user = caller(request)
    if not access.has_seat(user, permission):
        raise Forbidden(_("Your account may not do this here. Ask your organisation for the right seat."))
    return user


def parse_body(request: Request, shape: shapes.Shape, *, complete: bool = True) -> Any:
    """The clean body; nothing sent is an empty object, a JSON null is none.

    Raises Invalid with a pointer for every error; with `complete`, for every gap too.
    """
    value, errors = shapes.check(request.data, shape)
    if not errors and complete:
        errors = shape.missing(value, "")
    if errors:
        raise Invalid(_("Some of what was sent cannot be taken: see errors."), errors=errors)
    return value


def idempotent(
    request: Request,
    perform: Callable[..., Any],
    *,
    status: int = 200,
    prepare: Callable[[], Any] | None = None,
) -> Response:
    """Perform an action, or replay its first answer to the same Idempotency-Key, in one transaction.

    The caller's access has been checked before. Of two at once the second waits for the first.
    `perform` may return the answer alone or (answer, status). What takes long and binds nobody, a file's reception,
    is `prepare`: done before the transaction unless the answer is recorded, and its result is given to `perform`.
    """
    key = request.headers.get("Idempotency-Key")
    if key and len(key) > 200:
        raise Invalid(_("An Idempotency-Key has at most 200 characters."))
    if prepare and key:
        # The second of two waits before it prepares anything: a file that is received twice stays without a place.
        with locks.alone(_number_of(caller(request), key)):
            return _recorded(request, key) or _performed(request, key, partial(perform, prepare()), status)
    if prepare:
        perform = partial(perform, prepare())
    if not key:
        return _response(perform(), status)
    return _performed(request, key, perform, status)


def _number_of(user: User, key: str) -> int:
    """Of a caller's key, for the advisory lock: signed, of eight bytes."""
    digest = hashlib.sha256(f"{user.pk}.{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _performed(request: Request, key: str, perform: Callable[..., Any], status: int) -> Response:
    """The action and the record of its answer in one transaction; or the answer that another call recorded."""
    with transaction.atomic():
        record, is_new = _lock_record(request, key)
        if not is_new:
            return _replayed(record)
        response = _response(perform(), status)
        # Stored as the text that is sent, not as an object, whose members the database reorders: a replay is
        # the same bytes.
        record.answer = dump(response.data).decode()
        record.status = response.status_code
        record.save(update_fields=["answer", "status"])
    return response


def _recorded(request: Request, key: str) -> Response | None:
    """The recorded answer to this very call, looked up without a lock. Raises IdempotencyConflict."""
    records = IdempotencyRecord.objects.filter(user=caller(request), key=key)
    record = records.filter(created_at__gte=clock.now() - RECORDS_LIVE).first()
    if record is None:
        return None
    _require_same_call(record, request)
    return _replayed(record)


def _replayed(record: IdempotencyRecord) -> Response:
    return Response(json.loads(record.answer or "null"), status=record.status)


def tagged(response: Response) -> Response:
    """With the ETag of what can be changed: its `version`, to be given back as If-Match."""
    if isinstance(response.data, dict) and response.data.get("version") is not None:
        response["ETag"] = f'"{response.data["version"]}"'
    return response


def version_read(request: Request, given: Mapping[str, Any], *, current: int) -> int | None:
    """Which version the caller read: as `version` in the body, or as If-Match (RFC 9110, section 13.1.1).

    Raises PreconditionFailed where no tag of If-Match is that of `current`; the action looks again under its lock.
    """
    named: int | None = given.get("version")
    if (header := request.headers.get("If-Match")) is None or header.strip() == "*":
        return named
    tags = {tag.strip() for tag in header.split(",")}
    if f'"{current}"' not in tags:
        raise PreconditionFailed(latest=current)
    return current if named is None else named


def act(
    request: Request,
    action: Callable[..., Any],
    *,
    show: Callable[[Any], Any],
    shape: shapes.Shape | None = None,
    status: int = 200,
    **ids: Any,
) -> Response:
    """Read the body by `shape`, call the action with it and the `ids`, and answer with what `show` makes of its result.

    The caller's access has been checked before: 404 and 403 come before what is wrong with the body.
    """
    user = caller(request)
    body = parse_body(request, shape) if shape else {}
    return idempotent(request, lambda: show(action(**ids, **body, actor=user, at=clock.now())), status=status)


def _lock_record(request: Request, key: str) -> tuple[IdempotencyRecord, bool]:
    """The caller's record of `key`, locked, and whether this call has made it. Raises IdempotencyConflict."""
    user, now = caller(request), clock.now()
    IdempotencyRecord.objects.filter(user=user, key=key, created_at__lt=now - RECORDS_LIVE).delete()
    path, body_hash = _identity(request)
    # INSERT … ON CONFLICT waits for a concurrent holder of the same key to commit or roll back.
    record = IdempotencyRecord(user=user, key=key, path=path, body_hash=body_hash, created_at=now)
    IdempotencyRecord.objects.bulk_create([record], ignore_conflicts=True)
    record = IdempotencyRecord.objects.select_for_update().get(user=user, key=key)
    _require_same_call(record, request)
    return record, record.status is None


def _require_same_call(record: IdempotencyRecord, request: Request) -> None:
    if (record.path, record.body_hash) != _identity(request):
        raise IdempotencyConflict(
            _("This Idempotency-Key was used for another call. Use a new key for a new call.")
        )


def _identity(request: Request) -> tuple[str, str]:
    """What makes a call the same: its path, and the digest of its JSON value."""
    return request.get_full_path()[:300], hashlib.sha256(repr_json(_value(request.data))).hexdigest()


def _value(data: Any) -> Any:
    """A form as a JSON value: each of its parts by what it holds, a file by its name and its digest."""
    if not isinstance(data, QueryDict):
        return data
    return {name: [_part(each) for each in parts] for name, parts in data.lists()}


def _part(part: Any) -> Any:
    if not isinstance(part, UploadedFile):
        return part
    digest = hashlib.sha256()
    for chunk in part.chunks():
        digest.update(chunk)
    part.seek(0)
    return {"name": part.name, "sha256": digest.hexdigest()}


def repr_json(value: Any) -> bytes:
    """Bytes that are equal for equal JSON values; floats, which canonical JSON leaves out, by their repr."""
    try:
        return canonical(value)
    except (TypeError, ValueError):
        return repr(value).encode("utf-8", "surrogatepass")


def _response(result: Any, status: int) -> Response:
    data, code = result if isinstance(result, tuple) else (result, status)
    return Response(data, status=code)


def require_permission(user: User, permission: str, obj: access.Concerned) -> None:
    """403 unless a live seat gives `permission` on `obj`; asked before the body is read."""
    if not access.may(user, permission, obj):
        raise Forbidden(_("Your account may not do this here. Ask your organisation for the right seat."))
