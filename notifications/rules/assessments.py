"""The officer's own view of a due-diligence question, beside the exporter's answer. Compared, never scored."""

from enum import StrEnum


class Verdict(StrEnum):
    SIGN = "sign"
    NO_SIGN = "no_sign"
    OPEN = "open"


AS_EXPORTER = "as_exporter"  # of several questions at once: to each what the exporter answered


def verdict_of_exporter(answer: str, flag_when: str) -> str:
    """The exporter's answer as a verdict: sign, no_sign or open; empty where nothing was answered."""
    if not answer:
        return ""
    if answer == flag_when:
        return Verdict.SIGN
    return Verdict.OPEN if answer == "unknown" else Verdict.NO_SIGN


def differ(exporter_verdict: str, verdict: str) -> bool:
    """Do the verdicts of exporter and officer differ? False while the officer has none."""
    return bool(verdict) and exporter_verdict != verdict
