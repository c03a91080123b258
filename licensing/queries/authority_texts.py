"""An authority's own standard texts."""

from exportctl.core.models import Organisation
from licensing.models import AuthorityText


def texts_of(authority: Organisation) -> list[AuthorityText]:
    """All of them, by field and title; one query."""
    rows = AuthorityText.objects.filter(authority=authority).select_related("changed_by")
    return list(rows.order_by("field", "title", "pk"))


def offered_of(authority: Organisation, *fields: str) -> list[AuthorityText]:
    """What its officers are offered for these fields, by title; one query."""
    return list(AuthorityText.objects.in_use().filter(authority=authority, field__in=fields))
