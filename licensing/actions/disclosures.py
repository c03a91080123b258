"""What keeps an exporter's name out of the words that other states read."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from exportctl.core.shapes import error
from licensing.errors import NamesExporter
from licensing.models import Exporter
from licensing.rules.names import names_exporter
from licensing.rules.proposals import is_as_declared


def refuse_names(*, exporter: Exporter, texts: Mapping[str, str]) -> None:
    """Raise NamesExporter with a pointer to each of `texts`, by their pointers, that names the exporter."""
    if pointers := names_exporter(texts, **exporter.identity):
        raise NamesExporter(errors=[_naming(pointer, exporter.legal_name) for pointer in pointers])


def _naming(pointer: str, name: str) -> dict[str, str]:
    """What is wrong at `pointer`; words of the exporter's own are the exporter's to change."""
    message = _("These words name the exporter, %(name)s.")
    if is_as_declared(pointer):
        message = _(
            "The other states read this as it was notified, and it names the exporter, %(name)s."
            " Ask the exporter to notify it without the name."
        )
    return error(pointer, message % {"name": name})
