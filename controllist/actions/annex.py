"""The entries of Annex I that matter for surveillance: reference data from a file."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from controllist.models import AnnexEntry
from controllist.rules.functions import LANGUAGES
from exportctl.core.rules.folding import with_spellings

FILE = Path(__file__).resolve().parent.parent / "data" / "annex_i.json"


@transaction.atomic
def load_annex() -> int:
    """Write every entry of the file, again or for the first time. Returns how many there are."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    rows = [_row(entry, data) for entry in data["entries"]]
    written = [field.name for field in AnnexEntry._meta.fields if not field.primary_key]
    AnnexEntry.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=written)
    return len(rows)


def _row(entry: dict[str, Any], data: dict[str, Any]) -> AnnexEntry:
    theme = data["themes"][entry["theme"]]
    spoken = [words[language] for words in (entry["description"], theme) for language in LANGUAGES]
    return AnnexEntry(
        code=entry["code"],
        descriptions=entry["description"],
        categories=entry["category"],
        themes=theme,
        functions=entry["functions"],
        annex_iv=entry["annex_iv"],
        source=data["source"],
        search=with_spellings(" ".join([entry["code"], *spoken])),
    )
