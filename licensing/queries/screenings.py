"""Does an export need an authorisation? Lines against one edition of the list, always the same answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from controllist.models import ControlListEntry
from controllist.queries import binding, reasons
from controllist.queries.snapshot import Snapshot
from controllist.rules.annex import ANNEX_I, ANNEX_IV, AnnexIV, annex_iv, is_annex_i
from controllist.rules.likeness import ItemQuery, Reason
from controllist.rules.matching import item_key
from exportctl.core.access import Reader
from exportctl.core.formatting import marked_sentence
from licensing.queries.catalogue import numbered_bodies
from licensing.queries.exporters import exporter_ids
from licensing.queries.prohibitions import why_possible, why_prohibited
from licensing.queries.union_law import UnionLaw, list_and_law, union_law
from licensing.rules.catalogue import NUMBER, filled, numbers_in
from licensing.rules.measures import Answer, Export, Measure, answer
from licensing.rules.screenings import Verdict, is_inside_union

Asking = tuple[str, str, str, str, str, str, str, str]
DECLARED, DESTINATION = 5, 6  # places in it
EU_LIST = "eu_list"
MOST_REMEMBERED = 20_000  # answers of one edition in one process
MEASURES = "restrictive_measure"
OF_ITEMS = ("name", "manufacturer", "model", "description", "cn_code", "control_entry")  # from the catalogue


@dataclass(frozen=True)
class Outcome:
    """The answer to one line, without the line's own id."""

    verdict: Verdict
    why: str
    entries: tuple[dict[str, Any], ...] = ()
    legal_basis: str | None = None
    regime: str | None = None
    in_force: bool | None = None
    lifting: tuple[str, ...] = ()  # of a prohibition: numbers of the exemptions and derogations known

    @cached_property
    def members(self) -> dict[str, Any]:
        """As answered, without the line's own id: of many lines the same object, so nobody changes it."""
        return {
            "verdict": self.verdict.value,
            "why": self.why,
            "entries": list(self.entries),
            "legal_basis": self.legal_basis,
            "authorisation": None,
            "regime": self.regime,
            "in_force": self.in_force,
            **({"lifting": list(self.lifting)} if self.lifting else {}),
        }


@dataclass(frozen=True, slots=True)
class Screening:
    edition: int
    results: list[dict[str, Any]]
    receipt: dict[str, Any] | None = None
    reproduced: bool | None = None  # of a question with a receipt: is the answer the one it was given for?


def screen(lines: list[dict[str, Any]], *, at: datetime, list_snapshot: Snapshot | None = None) -> Screening:
    """Answer every line. Lines that ask the same are worked out once; `list_snapshot` is an edition read already.

    `at`: the instant whose restrictive measures count.
    """
    present, law = (list_snapshot, union_law()) if list_snapshot else list_and_law()
    screener = _Screener(present, binding.list_binds(), law, at)
    results = [{"id": line["id"], **screener.answer(_asking(line)).members} for line in lines]
    return Screening(screener.snapshot.edition, results)


def with_items(
    lines: list[dict[str, Any]], *, reader: Reader
) -> tuple[list[dict[str, Any]], list[tuple[int, str]]]:
    """The lines filled from the catalogue of the company that the reader files for; what a line says itself wins.

    And the lines, by place and number, that nothing else is said of and no item is known for.
    """
    if not (numbers := numbers_in(lines)):
        return lines, []
    known: dict[str, dict[str, Any]] = {}
    for exporter_id in exporter_ids(reader):
        known |= numbered_bodies(exporter_id, numbers)
    full = [filled(line, known.get(line.get(NUMBER) or ""), OF_ITEMS) for line in lines]
    unknown = [
        (place, line[NUMBER])
        for place, line in enumerate(full)
        if not any(line.get(name) for name in ("model", "name", "control_entry"))
    ]
    return full, unknown


def _asking(line: dict[str, Any]) -> Asking:
    """The members of a line that the verdict depends on, as a cache key."""
    get = line.get
    return (
        get("manufacturer") or "",
        get("model") or "",
        get("name") or "",
        get("description") or "",
        get("cn_code") or "",
        get("control_entry") or "",
        get("destination") or "",
        get("territory") or "",
    )


class _Screener:
    """One edition of the list, whether its entries bind here, and the Union's restrictive measures of one instant."""

    def __init__(self, list_snapshot: Snapshot, list_binds: bool, law: UnionLaw, at: datetime) -> None:
        self.snapshot = list_snapshot
        self._law, self._at = law, at
        self._list_binds = list_binds
        # What the lists say, worked out once for an edition and a language: catalogues are asked about again.
        self._remembered = list_snapshot.answers.setdefault((get_language(), list_binds), {})
        self._met: dict[Asking, Outcome] = {}  # under the law of this instant

    def answer(self, asking: Asking) -> Outcome:
        listed = self._remembered.get(asking)
        if listed is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            listed = self._remembered[asking] = self._listed(*asking)
        law = self._law.of(asking[DESTINATION])
        return self._under(law, listed, asking) if law else listed

    def _under(self, law: Sequence[Measure], listed: Outcome, asking: Asking) -> Outcome:
        """The law answers a line that leaves the Union, and the same line once."""
        *_item, cn, declared, destination, territory = asking
        if is_inside_union(destination, territory):
            return listed
        if asking not in self._met:
            export = Export(country=destination, control_entry=declared, cn_code=cn)
            self._met[asking] = _under_law(listed, answer(law, export, at=self._at))
        return self._met[asking]

    def _listed(self, *asking: str) -> Outcome:
        if is_inside_union(*asking[DESTINATION:]):
            return _inside_union(asking[DECLARED])
        return self._from_lists(*asking[:-1])

    def _from_lists(
        self, maker: str, model: str, name: str, description: str, cn: str, declared: str, destination: str
    ) -> Outcome:
        """What Annex I and the EU-wide list say."""
        matches = self.snapshot.resemblance.find(ItemQuery(maker, model, name, description, cn))
        hits = [
            (self.snapshot.binding[match.place], match.score, match.is_the_item, _reasons(match.reasons))
            for match in matches
        ]
        if named := self._named(declared):
            others = [hit for hit in hits if hit[0].code != declared]
            hits = [(named, 1.0, True, _("The declaration itself names this entry.")), *others]
        shown = [self._shown(*hit, destination) for hit in hits]
        if is_annex_i(declared):
            return _annex(declared, tuple(entry for entry, _decides in shown))
        if declared and not hits:
            return _unknown(declared, is_delisted=declared in {entry.code for entry in self.snapshot.entries})
        return self._from_list(hits, shown, destination) if hits else self._nothing(maker, model)

    def _named(self, declared: str) -> ControlListEntry | None:
        """The entry of the list whose code the declarant gives."""
        if not declared.startswith("CS-"):
            return None
        return next((entry for entry in self.snapshot.binding if entry.code == declared), None)

    def _shown(
        self, entry: ControlListEntry, score: float, is_the_item: bool, why: str, destination: str
    ) -> tuple[dict[str, Any], bool]:
        """The entry as answered, and whether it requires an authorisation."""
        binds = binding.binds(entry, destination=destination, not_in_force_too=self._list_binds)
        if is_the_item and not binds:
            why = f"{why} {self._meaning(entry, destination)}"
        return {"code": entry.code, "score": score, "why": why}, is_the_item and binds

    def _meaning(self, entry: ControlListEntry, destination: str) -> str:
        meaning = binding.meaning_of(entry, destination=destination, not_in_force_too=self._list_binds)
        return marked_sentence(meaning.as_fact())

    def _nothing(self, maker: str, model: str) -> Outcome:
        """Nothing on the list is like it; an entry that listed the very item and was taken off is named."""
        former = self.snapshot.taken_off.get(item_key(maker, model))
        if former is not None:
            return Outcome(Verdict.NOT_LISTED, self._meaning(former, former.destination))
        return Outcome(
            Verdict.NOT_LISTED, _("No entry has this maker and model, or a name and description like these.")
        )

    def _from_list(
        self,
        hits: list[tuple[ControlListEntry, float, bool, str]],
        shown: list[tuple[dict[str, Any], bool]],
        destination: str,
    ) -> Outcome:
        deciding = next((place for place, (_entry, decides) in enumerate(shown) if decides), None)
        entry = hits[deciding or 0][0]
        entries = tuple(each for each, _decides in shown)
        if deciding is None:
            verdict, why = Verdict.POSSIBLE_MATCH, _("Compare it with entry %(code)s.") % {"code": entry.code}
        else:
            verdict, why = Verdict.AUTHORISATION_REQUIRED, self._meaning(entry, destination)
        return Outcome(verdict, why, entries, EU_LIST, entry.regime, entry.in_force)


def _under_law(listed: Outcome, found: Answer) -> Outcome:
    """The same answer where no measure meets the line; a prohibition goes before everything else."""
    if found.is_prohibited:
        act = found.prohibitions[0].act
        why = why_prohibited(found)
        lifting = tuple(rule.number for rule in found.lifting)
        return Outcome(Verdict.PROHIBITED, why, listed.entries, MEASURES, act, True, lifting)
    if found.required and listed.verdict != Verdict.AUTHORISATION_REQUIRED:
        rule = found.required[0]
        why = _("%(rule)s requires an authorisation for this export.") % {"rule": rule.is_named}
        return Outcome(Verdict.AUTHORISATION_REQUIRED, why, listed.entries, MEASURES, rule.act, True)
    if found.possible:
        why = f"{listed.why} {why_possible(found.possible)}"
        if listed.verdict == Verdict.NOT_LISTED:
            act = found.possible[0].act
            return Outcome(Verdict.POSSIBLE_MATCH, why, listed.entries, MEASURES, act, True)
        return replace(listed, why=why)
    return listed


def _annex(declared: str, others: tuple[dict[str, Any], ...]) -> Outcome:
    """Article 3(1): an item of Annex I always needs an authorisation. That it is one, the declarant says."""
    sentence = _("The declaration itself names entry %(code)s of Annex I.") % {"code": declared}
    why = _("Every export of an item of Annex I needs an authorisation (Article 3).")
    entry = {"code": declared, "score": 1.0, "why": sentence}
    return Outcome(Verdict.AUTHORISATION_REQUIRED, why, (entry, *others), "annex_i", ANNEX_I, True)


def _unknown(declared: str, *, is_delisted: bool) -> Outcome:
    """The declarant names an entry of the EU-wide list that is there no more, or never was."""
    if is_delisted:
        sentence = _("Entry %(code)s has been taken off the list, and nothing else resembles this line.")
        return Outcome(Verdict.NOT_LISTED, sentence % {"code": declared})
    sentence = _("The list has no entry %(code)s: see which entry the declaration means.")
    return Outcome(Verdict.POSSIBLE_MATCH, sentence % {"code": declared}, (), EU_LIST)


def _inside_union(declared: str) -> Outcome:
    """A transfer inside the Union is no export; items of Annex IV need an authorisation (Article 11(1))."""
    where = annex_iv(declared) if is_annex_i(declared) else AnnexIV.NO
    if where == AnnexIV.NO:
        return Outcome(Verdict.NOT_LISTED, _("A destination inside the Union is no export."))
    declared_entry = {"code": declared}
    if where == AnnexIV.YES:
        why = (
            _("Entry %(code)s is in Annex IV: transfers inside the Union need an authorisation.")
            % declared_entry
        )
        verdict = Verdict.AUTHORISATION_REQUIRED
    else:
        why = _("Annex IV covers part of entry %(code)s: see whether it covers this item.") % declared_entry
        verdict = Verdict.POSSIBLE_MATCH
    entry = {"code": declared, "score": 1.0, "why": why}
    return Outcome(verdict, why, (entry,), "annex_iv", ANNEX_IV, True)


def _reasons(similarities: Iterable[Reason]) -> str:
    return " ".join(reasons.sentence(reason) for reason in similarities)
