"""The standard texts that an officer is offered for a field: the Commission's common ones and the authority's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from licensing.models import AuthorisationRequest
from licensing.queries.authority_texts import offered_of
from licensing.rules.authority_texts import Field, inserted
from notifications.queries.standard_texts import in_force
from notifications.rules.standard_texts import KINDS


@dataclass(frozen=True)
class OfferedText:
    """A standard text as the officer sees it: title in the officer's language, words in their reader's."""

    key: str
    kind: str
    title: str
    text: str
    is_own: bool = False  # the authority's


def offered_texts(request: AuthorisationRequest, *fields: str) -> list[OfferedText]:
    """Those for `fields`, the authority's own first. What goes to a body is in the authority's language."""
    reader, home = get_language() or "en", request.authority.language
    addressee = home if fields == (Field.CONSULTATION,) else request.exporter.organisation.language
    own = [
        OfferedText(str(text.pk), text.field, text.title, text.text(addressee, home), True)
        for text in offered_of(request.authority, *fields)
    ]
    common = in_force() if set(fields) & set(KINDS) else []
    return own + [
        OfferedText(text.key, text.kind, text.title(reader), text.text(addressee))
        for text in common
        if text.kind in fields
    ]


def with_texts(
    request: AuthorisationRequest, written: Mapping[str, Any], keys: Sequence[str], names: Mapping[str, str]
) -> dict[str, Any]:
    """What is written with the chosen texts added; `names` says which field of a text goes where in the form."""
    chosen = [text for text in offered_texts(request, *names) if text.key in keys]
    changed = dict(written)
    for field, name in names.items():
        texts = [text.text for text in chosen if text.kind == field]
        changed[name] = inserted(str(written.get(name) or ""), texts, field=field)
    return changed
