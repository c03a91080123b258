"""A unique constraint has the last word where two people are equally quick; here it speaks in sentences.

Whoever looks first and then inserts gives the insert a savepoint of its own, so that the caller's transaction
lives on, and turns the constraint's refusal into the words of the look.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from exportctl.core.errors import DomainError


def violated(error: IntegrityError) -> str:
    """The name of the constraint that the database refused the row by; empty where it names none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


@contextmanager
def unless_taken(constraint: str, refusal: DomainError) -> Iterator[None]:
    """Insert or rename inside. Raises `refusal` where `constraint` finds such a row; any other violation passes."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if violated(error) != constraint:
            raise
        raise refusal from error
