"""The check of a downloaded file, by the same stand-alone program that people can run themselves."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from exportctl.core.signing import public_key_hex
from verifier.canonical import Unreadable
from verifier.checking import check


@dataclass(frozen=True)
class FileCheck:
    """`verdict` is valid, revoked (not valid) or unknown (unreadable), as the verdict tag draws it."""

    verdict: str
    word: str
    title: str = ""
    problems: tuple[str, ...] = ()


def check_file(data: bytes) -> FileCheck:
    """Recompute the file and compare its signature with this instance's key."""
    try:
        result = check(data, public_key_hex())
    except (Unreadable, RecursionError) as error:
        return FileCheck("unknown", _("Unreadable"), problems=(str(error),))
    problems = tuple(problem for _name, faults in result.checks for problem in faults)
    if result.valid:
        return FileCheck("valid", _("Valid"), result.title)
    return FileCheck("revoked", _("Not valid"), result.title, problems)
