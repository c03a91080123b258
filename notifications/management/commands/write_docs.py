from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from exportctl import documents


class Command(BaseCommand):
    help = "Writes the pages of docs/ that are generated from the code."

    def handle(self, **options: Any) -> None:
        docs = settings.BASE / "docs"
        for name, text in pages().items():
            (docs / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/{name}")


def pages() -> dict[str, str]:
    """Each generated page by its name, in English whatever the terminal speaks."""
    with translation.override("en"):
        schema = SchemaGenerator().get_schema(request=None, public=True)
        return {
            "workflow.md": documents.workflow(),
            "api.md": documents.api(schema),
            "guarantees.md": documents.guarantees(),
        }
