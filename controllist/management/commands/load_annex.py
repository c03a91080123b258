from django.core.management.base import BaseCommand

from controllist.actions.annex import load_annex


class Command(BaseCommand):
    help = "Loads the cyber-surveillance entries of Annex I from controllist/data. May be repeated."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{load_annex()} entries of Annex I")
