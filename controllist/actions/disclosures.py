"""What is written about an entry names no exporter: the list knows none, the app above it compares."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy

from controllist.models import ControlListEntry
from exportctl.core.errors import Invalid
from exportctl.core.shapes import error


class NamesCompany(Invalid):
    """Whose name it is stays unsaid: the answer must not confirm a guess."""

    code = "names_exporter"
    default_message = gettext_lazy(
        "This text holds a name or number that the procedure does not disclose. Leave the company and its EORI out."
    )


def refuse_names(*, entry: ControlListEntry, texts: Mapping[str, str]) -> None:
    """Raise NamesCompany where one of `texts`, by their pointers, names the exporter whose item it was."""
    hidden: Callable[..., list[str]] = import_string(settings.HIDDEN_NAMES)
    if pointers := hidden(procedure=entry.provenance, texts=texts):
        raise NamesCompany(errors=[error(pointer, NamesCompany.default_message) for pointer in pointers])
