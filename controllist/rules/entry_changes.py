"""Correcting an entry of the list, or taking it off: what two officers of the Commission need for it.

Law in force is amended with the agreement of all Member States (Regulation (EU) 2021/821, Article 5(7)). The texts of
2018 know neither a correction nor a delisting: for their entries this is the product's own design (docs/adr/0014).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from controllist.rules.entries import ActKind, Change
from controllist.rules.functions import FUNCTIONS
from controllist.rules.listing import EntryWords
from controllist.rules.texts import LANGUAGES
from exportctl.core import shapes
from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import Event, four_eyes_machine
from exportctl.core.rules.mailing import Group
from exportctl.core.rules.permissions import Permission

ENTRY_CHANGE = four_eyes_machine(
    "entry change", Permission.ADMINISTER, label=pgettext_lazy("thing", "change of an entry of the list")
)

ACTS = (
    Act(
        "propose",
        ENTRY_CHANGE,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed to change an entry of the list"),
        notices=(
            NoticeKind(
                "entry_change_waiting",
                _("%(reference)s: a change of the entry waits for a second officer"),
                _(
                    "A colleague proposed to correct an entry of the list or to take it off."
                    " Another officer of the Commission approves it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        ENTRY_CHANGE,
        pgettext_lazy("done to it", "approved"),
        _("Approved a change of an entry of the list"),
    ),
    Act(
        Event.DISCARD,
        ENTRY_CHANGE,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded a change of an entry of the list"),
    ),
)


class ChangeGround(StrEnum):
    """Why an entry is corrected or taken off."""

    CLERICAL = "clerical_error"
    RENAMED = "item_renamed"
    REVIEW = "review"
    PUBLICATION = "publication"  # nothing of the words: the act that was published is added
    ANNULLED = "refusal_annulled"
    ANNEX_I = "listed_in_annex_i"
    ENDED = "agreement_ended"
    ERROR = "listed_in_error"
    CONFIRMED = "confirmed"  # of a review: the reasons for listing the item go on
    TRANSLATED = "translation_signed"


GROUNDS: Mapping[Change, tuple[ChangeGround, ...]] = {
    Change.CORRECTION: (
        ChangeGround.CLERICAL,
        ChangeGround.RENAMED,
        ChangeGround.REVIEW,
        ChangeGround.PUBLICATION,
    ),
    Change.DELISTING: (
        ChangeGround.REVIEW,
        ChangeGround.ANNULLED,
        ChangeGround.ANNEX_I,
        ChangeGround.ENDED,
        ChangeGround.ERROR,
    ),
    Change.REVIEW: (ChangeGround.CONFIRMED,),
    Change.TRANSLATION: (ChangeGround.TRANSLATED,),
}
OF_LAW_IN_FORCE = (ActKind.JOURNAL, ActKind.AGREEMENT)
OF_OWN_DESIGN = (ActKind.DECISION, ActKind.JUDGMENT, ActKind.JOURNAL)

OWN = {
    "edition",
    "status",
    "sequence",
    "changed_at",
    "delisted_at",
    "reviewed_at",
}  # what each edition says anew

MOST_MODELS = 50
# Letters, figures and the marks of a citation, with a figure among them: a number to look up, no sentence.
REFERENCE = r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9 /().:,\-]{2,59}"
WORDS: dict[str, shapes.Shape] = {
    "name": shapes.Text(most=200, is_name=True),
    "manufacturer": shapes.Text(most=200, is_name=True),
    "models": shapes.ListOf(each=shapes.Text(most=120, is_name=True), most=MOST_MODELS),
    "functions": shapes.Choices(options=FUNCTIONS),
    "description": shapes.Text(most=8000),
    "cn_code": shapes.Pattern(
        form="[0-9]{8}", required=False, message=_("A customs code is eight digits, such as 85176200.")
    ),
}

WORDS_SHAPE = shapes.Object(members=WORDS)
AUTHENTIC: dict[str, shapes.Shape] = {"authentic_language": shapes.Choice(options=LANGUAGES)}
TRANSLATION = shapes.Object(members={name: WORDS[name] for name in ("name", "description")})


@dataclass(frozen=True, kw_only=True)
class ChangeBasis:
    """What a change rests on. `agreed`: all Member States said so to one another and the Commission (5(7))."""

    ground: str
    act_kind: str
    act_reference: str
    reason: str
    agreed: bool = False


def act_kinds(*, in_force: bool) -> tuple[ActKind, ...]:
    """The acts that a change of such an entry may rest on."""
    return OF_LAW_IN_FORCE if in_force else OF_OWN_DESIGN


def content_of(basis: ChangeBasis, words: EntryWords | None = None) -> dict[str, Any]:
    """What the second officer approves, by the names that the edition has for it."""
    content: dict[str, Any] = {
        "change_ground": basis.ground,
        "legal_act": {"kind": basis.act_kind, "reference": basis.act_reference},
        "reason": basis.reason,
    }
    if words is not None:
        content |= {
            "authentic_language": words.language,
            "name": words.name,
            "manufacturer": words.manufacturer,
            "models": list(words.models),
            "functions": list(words.functions),
            "description": words.description,
            "cn_code": words.cn_code or "",
        }
    return content


def translated(
    texts: Mapping[str, Any], *, language: str, name: str, description: str, entry: Mapping[str, Any]
) -> dict[str, Any]:
    """What the second officer signs: the words in a language beside those in others; the law stays as it is."""
    return {
        "change_ground": ChangeGround.TRANSLATED.value,
        "legal_act": entry["legal_act"],
        "reason": None,
        "translations": {**texts, language: {"name": name, "description": description}},
    }


def wrong_translation(
    *, language: str, authentic: str, name: str, description: str
) -> tuple[dict[str, Any], shapes.Errors]:
    """The clean words, and everything wrong or missing. No language is translated into itself."""
    clean, errors = shapes.check({"name": name, "description": description}, TRANSLATION)
    errors = errors or TRANSLATION.missing(clean, "")
    if language not in LANGUAGES or language == authentic:
        errors = [*errors, shapes.error("/language", _("Choose another language than that of the entry."))]
    return clean, errors


class Approved(Protocol):
    """A change as two officers agreed on it."""

    @property
    def kind(self) -> str: ...
    @property
    def content(self) -> Mapping[str, Any]: ...


def follows(public: Mapping[str, Any], *, before: Mapping[str, Any], change: Approved) -> bool:
    """Is this edition the one `before`, with what the change says and nothing else?"""
    expected = {**before, **change.content, "change": change.kind}
    return all(public.get(name) == value for name, value in expected.items() if name not in OWN)


def checked(
    change: Change, content: Mapping[str, Any], *, in_force: bool
) -> tuple[dict[str, Any], shapes.Errors]:
    """The clean content, and everything wrong or missing in it with its pointer."""
    shape = _shape(change, in_force=in_force)
    clean: dict[str, Any]
    clean, errors = shapes.check(dict(content), shape)
    errors = errors or shape.missing(clean, "")
    if not errors and change is Change.CORRECTION:
        clean["cn_code"] = clean.get("cn_code") or None
    if not errors and clean["legal_act"]["kind"] == ActKind.JOURNAL:
        clean["publication"] = clean["legal_act"]["reference"]  # which later changes keep
    return clean, errors


def _shape(change: Change, *, in_force: bool) -> shapes.Object:
    kinds = tuple(kind.value for kind in act_kinds(in_force=in_force))
    act = shapes.Object(
        members={
            "kind": shapes.Choice(options=kinds, gap=_("Choose the kind of act.")),
            "reference": shapes.Pattern(
                form=REFERENCE,
                gap=_("Give the reference of the act."),
                message=_("Write the reference as it is cited, with its number, such as C/2026/1234."),
            ),
        }
    )
    basis: dict[str, shapes.Shape] = {
        "change_ground": shapes.Choice(
            options=tuple(ground.value for ground in GROUNDS[change]), gap=_("Choose the ground.")
        ),
        "legal_act": act,
        "reason": shapes.Text(most=2000, gap=_("Give the reason, as the public reads it.")),
    }
    return shapes.Object(members=basis | (WORDS | AUTHENTIC if change is Change.CORRECTION else {}))
