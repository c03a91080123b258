from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from drf_spectacular.generators import SchemaGenerator

from notifications import documents


class Command(BaseCommand):
    help = "Writes the pages of docs/ that are generated from the code."

    def handle(self, **options: Any) -> None:
        docs = settings.BASE / "docs"
        schema = SchemaGenerator().get_schema(request=None, public=True)
        for name, text in {"workflow.md": documents.workflow(), "api.md": documents.api(schema)}.items():
            (docs / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/{name}")
