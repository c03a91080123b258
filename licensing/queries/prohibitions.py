"""A prohibition in words, the same for pages, letters, customs and machines: what forbids, and what would lift it."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from exportctl.core.formatting import long_day
from licensing.rules.measures import Answer, Kind, Measure

BRUSSELS = ZoneInfo("Europe/Brussels")


def why_prohibited(found: Answer) -> str:
    """Which rules forbid it, until when old contracts run, and which exemptions and derogations are known."""
    sentences = [
        _("Prohibited by %(rules)s.") % {"rules": "; ".join(map(_named, found.prohibitions))},
        *map(_old_contracts, (rule for rule in found.prohibitions if rule.old_contracts_until)),
    ]
    if found.lifting:
        known = "; ".join(map(_lifting, found.lifting))
        sentences.append(
            _(
                "Known exemptions and derogations: %(rules)s. Only an authorisation that names one of them covers it."
            )
            % {"rules": known}
        )
    else:
        sentences.append(_("No exemption and no derogation is known here."))
    return " ".join(sentences)


def why_possible(rules: Iterable[Measure]) -> str:
    """Of prohibitions for a use that nobody stated."""
    text = _("It may be prohibited, depending on who uses it: %(rules)s.")
    return text % {"rules": "; ".join(map(_named, rules))}


def _named(rule: Measure) -> str:
    if rule.is_named == rule.number:
        return rule.number
    return f"{rule.is_named} ({rule.number})"


def _lifting(rule: Measure) -> str:
    words = {"rule": _named(rule)}
    return (
        _("exemption %(rule)s") % words if rule.kind == Kind.EXEMPTION else _("derogation %(rule)s") % words
    )


def _old_contracts(rule: Measure) -> str:
    assert rule.old_contracts_until  # the caller asked
    text = _("Contracts of before %(from)s may be performed until %(until)s.")
    first = rule.applies_from.astimezone(BRUSSELS).date()
    return text % {"from": long_day(first), "until": long_day(rule.old_contracts_until)}
