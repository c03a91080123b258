"""The check of the general authorisations, in words: what may be used if what holds, and what not, because of what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from exportctl.core.countries import country
from exportctl.core.i18n import fill
from licensing.models import GeneralRegistration
from licensing.queries.general_editions import Offer
from licensing.rules.general_authorisation_checks import Answer, Checked, Confirmation
from licensing.rules.general_authorisations import (
    GeneralAuthorisation,
    Kind,
    Sense,
    spoken,
)
from licensing.rules.general_terms import When

WHO_KNOWS = {
    Kind.OFFICER_KNOWS: _("What your authority has told you"),
    Kind.EXPORTER_DECLARES: _("What you know of this export"),
    Kind.FACT: _("What the papers show"),
}
REGISTRATION = {
    "always": _("Register before the first use."),
    "member_state_option": _("Register before the first use, where your state asks for it."),
}
BY_TERMS = {
    When.BEFORE: REGISTRATION["always"],
    When.AFTER: _("Register after the first use, within the days that your state sets."),
    When.NO: REGISTRATION["member_state_option"],
}


@dataclass(frozen=True)
class Choice:
    """A general authorisation as the page shows it."""

    code: str
    title: str
    answer: Answer
    reasons: Sequence[Any]
    groups: Sequence[tuple[Any, Sequence[Confirmation]]]
    duties: Sequence[Any]
    elsewhere: Sequence[tuple[str, str]]  # answers to what this one does not ask
    open: int  # conditions nobody has answered yet
    is_begun: bool  # one of them was answered
    registration: Any
    registration_note: str
    first_use_note: str
    reporting_note: str
    declaration: str
    icp_required: bool
    member_state: str = ""  # whose national one it is
    is_example: bool = False
    registration_row: GeneralRegistration | None = None  # of the company that asks

    @property
    def is_open(self) -> bool:
        return self.answer is Answer.IF


MOST_NAMED = 12  # countries in a line; of more the number is said


def overview(offers: Mapping[str, Offer]) -> list[tuple[Offer, str, str]]:
    """Each with its title and where to."""
    return [(each, spoken(each.rule.titles), _destinations(each.rule)) for each in offers.values()]


def _destinations(one: GeneralAuthorisation) -> str:
    number = {"n": str(len(one.destinations))}
    if not one.names_destinations:
        return fill(_("To every country but %(n)s"), number)
    if len(one.destinations) > MOST_NAMED:
        return fill(_("To %(n)s countries"), number)
    names = sorted(country(code) for code in one.destinations)
    return fill(_("To %(countries)s"), {"countries": ", ".join(names)})


def choices(
    results: Sequence[Checked],
    *,
    answers: Mapping[str, bool],
    offers: Mapping[str, Offer],
    registered: Mapping[str, GeneralRegistration],
) -> list[Choice]:
    """What may be used first; each in its order, and with the registration of the company that asks."""
    shown = [
        replace(
            _choice(each, answers, offers[each.authorisation.code]),
            registration_row=registered.get(each.authorisation.code),
        )
        for each in results
    ]
    return sorted(shown, key=lambda each: not each.is_open)


def _choice(checked: Checked, answers: Mapping[str, bool], offer: Offer) -> Choice:
    one, to_confirm = (
        checked.authorisation,
        [each for each in checked.conditions if each.sense is not Sense.DUTY],
    )
    groups = [
        (words, [each for each in to_confirm if each.kind is kind]) for kind, words in WHO_KNOWS.items()
    ]
    keys = {each.key for each in to_confirm}
    return Choice(
        code=one.code,
        title=spoken(one.titles),
        answer=checked.answer,
        reasons=checked.reasons,
        groups=[(words, listed) for words, listed in groups if listed],
        duties=[each.text for each in checked.conditions if each.sense is Sense.DUTY],
        elsewhere=[(key, "yes" if holds else "no") for key, holds in answers.items() if key not in keys],
        open=sum(each.answer is None for each in to_confirm),
        is_begun=any(each.answer is not None for each in to_confirm),
        registration=BY_TERMS[offer.terms.registration],
        registration_note=spoken(one.registration["note"]),
        first_use_note=spoken(one.first_use_notice["note"]),
        reporting_note=spoken(one.reporting["note"]),
        declaration=spoken(one.declaration),
        icp_required=offer.terms.icp_required,
        member_state=offer.member_state,
        is_example=offer.is_example and offer.rule.is_national,
    )


def verdict(shown: Sequence[Choice]) -> str:
    """The one sentence somebody came for; never a bare yes."""
    usable = [each for each in shown if each.is_open]
    if not usable:
        return str(_("No general authorisation can be used"))
    if len(usable) == 1:
        return str(_("%(code)s may be used, if every condition holds")) % {"code": usable[0].code}
    text = ngettext(
        "%(n)d general authorisation may be used, if every condition holds",
        "%(n)d general authorisations may be used, if every condition of one holds",
        len(usable),
    )
    return text % {"n": len(usable)}
