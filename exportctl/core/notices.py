"""The words of the messages we owe, as the acts declare them: no case content, facts in the reader's language."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from exportctl.core.canonical import from_rfc3339
from exportctl.core.countries import in_sentence, of_state
from exportctl.core.formatting import last_day, long_day, marked_sentence, regime_sentence
from exportctl.core.models import Organisation
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.mailing import Group
from exportctl.core.vocabulary import notice_kinds


def group_of(kind: str) -> Group:
    """What a message of this kind asks of its reader; one that nothing declares any more is news."""
    declared = notice_kinds().get(kind)
    return declared.group if declared else Group.NEWS


def kinds_of(group: str) -> list[str]:
    """The kinds of one group, for the inbox's filter."""
    return [kind.code for kind in notice_kinds().values() if kind.group == group]


def check(kind: str, facts: Mapping[str, object]) -> None:
    """Raises ValueError for an unknown kind or a fact that its words need and do not get."""
    declared = notice_kinds().get(kind)
    if declared is None:
        raise ValueError(f"no words for a notice of kind {kind!r}")
    if missing := [name for name in declared.facts if name not in facts]:
        raise ValueError(f"a notice of kind {kind!r} needs the facts {missing}")


def compose(
    kind: str, reference: str, facts: Mapping[str, Any], zone: ZoneInfo = BRUSSELS
) -> tuple[str, str]:
    """Subject and sentence in the active language; instants in `zone`, as last days."""
    known: dict[str, Any] = defaultdict(str)  # a message owed before its words had this gap
    known["of_state"] = of_state(facts["state"]) if "state" in facts else ""
    known |= {name: _fact_text(name, value, zone) for name, value in facts.items()} | {"reference": reference}
    words = notice_kinds()[kind]
    sentence = str(words.sentence) % known
    if "regime" in facts:
        sentence = f"{sentence} {regime_sentence(facts['regime'], facts['in_force'])}"
    return begun(str(words.subject) % known), begun(sentence)


def _fact_text(name: str, value: Any, zone: ZoneInfo) -> Any:
    """A fact in words: `…_on` a day, or none yet; `…_at` an instant, as its last day; `state` a Member State."""
    if name.endswith("_at"):
        return last_day(from_rfc3339(value), zone)
    if name.endswith("_on") and value is None:
        return _("[day not known yet]")
    if name.endswith("_on"):
        return long_day(date.fromisoformat(value))
    if isinstance(value, dict):
        return marked_sentence(value)
    if name == "state":
        return in_sentence(value)
    return value


def begun(sentence: str) -> str:
    """With a capital at its beginning, which may be an article."""
    return sentence[:1].upper() + sentence[1:]


def without_reference(subject: str, reference: str) -> str:
    """A subject whose number stands beside it; French sets a space before the colon."""
    rest = subject.removeprefix(reference)
    return rest.lstrip("\u00a0\u202f :") if rest != subject else subject


def zone_of(organisation: Organisation) -> ZoneInfo:
    """The zone in which an organisation's days end."""
    return ZoneInfo(organisation.zone)


def language_of(person_language: str, organisation_language: str) -> str:
    """The language a person is written to in: their own choice, else their organisation's."""
    return person_language or organisation_language
