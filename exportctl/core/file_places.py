"""Where a file belongs, which the apps above know: they name who says so in settings.FILE_PLACES."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from exportctl.core.models import File, Organisation


@dataclass(frozen=True)
class Place:
    """The draft or case that a file was put to: what people call it, its page, and whose it is."""

    reference: str
    path: str
    organisations: Sequence[Organisation]


def place_of(file: File) -> Place | None:
    """None for a file that was received and never put anywhere."""
    return _who_knows()(file)


@cache
def _who_knows() -> Callable[[File], Place | None]:
    function: Callable[[File], Place | None] = import_string(settings.FILE_PLACES)
    return function
