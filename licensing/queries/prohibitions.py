"""A prohibition in words, the same for pages, letters, customs and machines: what forbids, and what would lift it."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from exportctl.core.formatting import long_day
from licensing.models import Proposal, RestrictiveMeasure
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


@dataclass(frozen=True)
class Lifted:
    """By which rule a grant lifts a prohibition, and what was found: what the letter and box 22 say."""

    rule: str
    finding: str


def lifted_by(proposal: Proposal) -> Lifted | None:
    """None where nothing stood against the grant."""
    if not proposal.measure:
        return None
    number = proposal.measure["number"]
    measure = RestrictiveMeasure.objects.filter(number=number).first()
    return Lifted(_lifting(measure.rule) if measure else number, proposal.measure.get("finding") or "")
