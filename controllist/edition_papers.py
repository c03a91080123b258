"""An edition of the list as one document: its whole text, PDF/A-3, with the same as JSON inside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from controllist.queries.editions import EditionOfList
from controllist.rules.texts import LANGUAGES
from exportctl.core import clock, signing
from exportctl.core.api.rendering import dump
from exportctl.core.glyphs import legible
from exportctl.core.pdf import as_pdf

STYLE_SHEET = settings.BASE / "templates" / "letters" / "edition.css"
AT_ONCE = 10  # entries that are set while somebody waits; more are set by the worker
MOST = (
    3_000  # entries that the worker sets within the time it has: a tenth of a second each, on a slow machine
)
WANTED = ".wanted"  # behind the name of a document that somebody asked for


def paper_of(edition: EditionOfList, language: str) -> bytes:
    """The document in that language. Raises whatever the renderer raises."""
    with override(language):
        context = {
            "edition": edition,
            "language": language,
            "demonstration": clock.is_demonstration(),
            "origin": settings.LOG_ORIGIN,
            "fingerprint": signing.fingerprint(),
        }
        html = render_to_string("letters/edition.html", context)
        return as_pdf(legible(html), [_attached(edition)], STYLE_SHEET)


def file_of(edition: EditionOfList, language: str) -> Path | None:
    """Where the worker keeps it; None where nothing is kept."""
    if not settings.LOG_DIRECTORY:
        return None
    return Path(settings.LOG_DIRECTORY) / "editions" / f"{edition.tag}-{language}.pdf"


def wish_for(file: Path) -> Path:
    """Where it is noted that somebody asked for the document."""
    return file.with_name(f"{file.name}{WANTED}")


def wanted_papers(newest: int) -> Iterator[tuple[int, str]]:
    """Edition and language of what is to be set: of the newest edition all, of earlier ones what was asked for."""
    yield from ((newest, language) for language in LANGUAGES)
    folder = Path(settings.LOG_DIRECTORY) / "editions"
    for wish in sorted(folder.glob(f"*.pdf{WANTED}"), key=lambda each: each.name):
        number, _root, language = [*wish.name.removesuffix(f".pdf{WANTED}").split("-"), "", ""][:3]
        if number.isdecimal() and 0 < int(number) < newest and language in LANGUAGES:
            yield int(number), language


def _attached(edition: EditionOfList) -> Any:
    from weasyprint import Attachment

    return Attachment(
        string=dump(signing.sign(edition.as_rest())).decode(),
        name=f"control-list-edition-{edition.number}.json",
        description=f"Edition {edition.number}",
        created=edition.at,
        modified=edition.at,
        relationship="Data",
    )
