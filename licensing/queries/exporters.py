"""Exporters by what people type for them on a command line."""

from exportctl.core.models import Organisation
from exportctl.core.queries.organisations import public_body
from licensing.models import Exporter
from licensing.rules.exporters import clean_eori


def organisation_of(code: str) -> Organisation:
    """An exporter's by its EORI, a public body's by its code (`public_body`). Raises NotFound."""
    exporter = Exporter.objects.filter(eori=clean_eori(code)).select_related("organisation").first()
    return exporter.organisation if exporter else public_body(code)
