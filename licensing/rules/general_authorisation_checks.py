"""Whether a general authorisation of the Union or of a state may be used: asked by item, country and every condition.

Nothing here says yes: an answer is *no* with what stands against it, or *if* with everything that a person has to
confirm.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from controllist.rules.control_entries import Extent, in_section_i
from exportctl.core.i18n import fill, gettext_lazy
from exportctl.core.rules.codes import country_code
from exportctl.core.shapes import Choice, Object, YesNo
from licensing.rules.general_authorisations import (
    GeneralAuthorisation,
    Kind,
    Sense,
    condition_keys,
    general_authorisations,
    spoken,
)
from licensing.rules.screenings import DESTINATIONS
from licensing.rules.shapes import control_entry_of


class Answer(StrEnum):
    """Never a bare yes: conditions remain that no program can see."""

    NO = "no"
    IF = "if"


def check_shape(national: Sequence[GeneralAuthorisation] = ()) -> Object:
    """What is asked: whether an answer's text is so."""
    keys = sorted(condition_keys(national))
    return Object(
        members={
            "control_entry": control_entry_of(),
            "destination": Choice(options=DESTINATIONS, read=country_code),
            "answers": Object(members={key: YesNo(required=False) for key in keys}, required=False),
        }
    )


CHECK = check_shape()

INSIDE = gettext_lazy(
    "%(country)s is in the customs territory of the Union: what goes there is no export and needs none of these."
)
NOT_IN_ANNEX_I = gettext_lazy(
    "%(code)s is no entry of Annex I; a general authorisation of the Union covers items of Annex I alone."
)
ITEM = gettext_lazy("%(authorisation)s does not cover items of %(code)s.")
SHUT_OUT = gettext_lazy("%(code)s is named in Annex II, Section I, which %(authorisation)s never covers.")
DESTINATION = gettext_lazy("%(authorisation)s does not cover exports to %(country)s.")
ITEM_IN_PART = gettext_lazy("Only a part of %(code)s is covered: the item has to be in that part.")
BARRED = gettext_lazy("Your authority has forbidden your company to use %(authorisation)s.")
NOT_SO = gettext_lazy("This does not hold: %(condition)s")
NEITHER_WAY = gettext_lazy("Neither of its two ways is open: of each, one condition does not hold.")


@dataclass(frozen=True)
class Reason:
    """What stands against an authorisation, and where that is written."""

    key: str
    text: Any
    article: str


@dataclass(frozen=True)
class Confirmation:
    """What a person has to confirm before it may be used."""

    key: str
    text: Any
    kind: Kind
    sense: Sense
    article: str
    answer: bool | None = None


@dataclass(frozen=True)
class Checked:
    authorisation: GeneralAuthorisation
    reasons: tuple[Reason, ...]
    conditions: tuple[Confirmation, ...]

    @property
    def answer(self) -> Answer:
        return Answer.NO if self.reasons else Answer.IF


def check(
    *,
    code: str,
    in_annex_i: bool,
    destination: str,
    country: str,
    inside: bool,
    answers: Mapping[str, bool],
    national: Sequence[GeneralAuthorisation] = (),
    barred: Collection[str] = (),
) -> list[Checked]:
    """Each general authorisation: what stands against it, or every condition that a person has to confirm.

    `country` is how the destination is called, `inside` whether it lies in the Union's customs territory. `answers`
    says of a condition's text whether it is so. `national`: those of Member States that count, too; `barred`: those
    that the exporter who asks may not use (Article 12(7)).
    """
    names = {"code": code, "country": country}
    general: tuple[Reason, ...] = ()
    if inside:
        general = (Reason("destination", fill(INSIDE, names), "Article 2(2)"),)
    elif not in_annex_i:
        general = (Reason("item", fill(NOT_IN_ANNEX_I, names), "Annex II"),)
    return [
        _checked(each, code, destination, answers, general or _bar(each, barred), names)
        for each in (*general_authorisations().values(), *national)
    ]


def _bar(one: GeneralAuthorisation, barred: Collection[str]) -> tuple[Reason, ...]:
    if one.code not in barred:
        return ()
    article = one.place(1) if one.is_national else "Article 12(7)"  # which speaks of those of the Union alone
    return (Reason("not_banned_12_7", fill(BARRED, {"authorisation": one.code}), article),)


def _checked(
    one: GeneralAuthorisation,
    code: str,
    destination: str,
    answers: Mapping[str, bool],
    general: tuple[Reason, ...],
    names: Mapping[str, str],
) -> Checked:
    reasons = general or (
        *_against(one, code, destination, {**names, "authorisation": one.code}),
        *_failing(one, answers),
    )
    conditions = () if reasons else tuple(_to_confirm(one, code, answers, names))
    return Checked(one, tuple(reasons), conditions)


def _against(
    one: GeneralAuthorisation, code: str, destination: str, names: Mapping[str, str]
) -> Iterator[Reason]:
    if one.covers(code) is Extent.NO:
        shut = one.without_section_i and in_section_i(code) is Extent.YES
        text, article = (SHUT_OUT, "Annex II, Section I") if shut else (ITEM, one.place(1))
        yield Reason("item", fill(text, names), article)
    if not one.goes_to(destination):
        yield Reason("destination", fill(DESTINATION, names), one.place(2))


def _failing(one: GeneralAuthorisation, answers: Mapping[str, bool]) -> Iterator[Reason]:
    """Answers that fail a condition; of several ways only where none is left."""
    failing = [each for each in one.conditions if each.key in answers and each.fails(answers[each.key])]
    for each in failing:
        if not each.alternative:
            words = (
                fill(NOT_SO, {"condition": spoken(each.texts)})
                if each.sense is Sense.NEEDS
                else spoken(each.texts)
            )
            yield Reason(each.key, words, each.article)
    ways = {each.alternative for each in one.conditions if each.alternative}
    if ways and ways <= {each.alternative for each in failing}:
        yield Reason("no_way", NEITHER_WAY, one.place(1))


def _to_confirm(
    one: GeneralAuthorisation, code: str, answers: Mapping[str, bool], names: Mapping[str, str]
) -> Iterator[Confirmation]:
    part_1 = one.place(1)
    if one.covers(code) is Extent.PART:
        yield Confirmation("item_in_part", fill(ITEM_IN_PART, names), Kind.FACT, Sense.NEEDS, part_1)
    for number, note in enumerate(one.notes_on(code), start=1):
        yield Confirmation(f"item_{number}", spoken(note.texts), Kind.FACT, Sense.NEEDS, part_1)
    for each in one.conditions:
        words = spoken(each.texts)
        yield Confirmation(each.key, words, each.kind, each.sense, each.article, answers.get(each.key))
