"""What may be uploaded: known kinds of documents by their structure, nothing that runs, nothing classified. Pure."""

from exportctl.core.rules.uploads.judgement import judge, media_type_of
from exportctl.core.rules.uploads.kinds import (
    DOCX,
    KINDS,
    LARGEST_BYTES,
    ODS,
    ODT,
    PDF,
    XLSX,
    Finding,
    Judgement,
    Refused,
    clean_name,
    limits,
)
from exportctl.core.rules.uploads.markings import marking_in, marking_in_name
from exportctl.core.rules.uploads.pdf import may_be_locked
from exportctl.core.rules.uploads.text import decoded, encoding_of

__all__ = [
    "DOCX",
    "KINDS",
    "LARGEST_BYTES",
    "ODS",
    "ODT",
    "PDF",
    "XLSX",
    "Finding",
    "Judgement",
    "Refused",
    "clean_name",
    "decoded",
    "encoding_of",
    "judge",
    "limits",
    "marking_in",
    "marking_in_name",
    "may_be_locked",
    "media_type_of",
]
