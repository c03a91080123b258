from typing import Any

from django.core.management.base import BaseCommand

from licensing.actions.search_documents import rebuild_search


class Command(BaseCommand):
    help = "Write the search documents of all cases anew: after an upgrade that changed what is searched."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_search()} cases can be searched.")
