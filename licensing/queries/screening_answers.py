"""What the lists answer, and what is known beside them: national lists, customs codes, decisions, authorisations.

Each step takes the results as they are and answers them anew where it has something to say. A prohibition stands
before everything; an authorisation covers what anything else asks one for.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from controllist.models import NationalEntry
from controllist.queries.dated_tables import national_entries, suggested_entries
from controllist.rules.annex import ANNEX_I, is_annex_i
from controllist.rules.control_entries import NATIONAL
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from exportctl.core.rules.decimals import shortest
from licensing.errors import NotValid
from licensing.queries.screening_facts import Facts
from licensing.queries.screening_papers import NamedPaper, Paper
from licensing.rules.granted_parties import other_party
from licensing.rules.screenings import Verdict, is_inside_union

Result = dict[str, Any]
Lines = Sequence[Mapping[str, Any]]
REQUIRED, POSSIBLE = Verdict.AUTHORISATION_REQUIRED.value, Verdict.POSSIBLE_MATCH.value
NOT_LISTED = Verdict.NOT_LISTED.value
OPEN = {NOT_LISTED, POSSIBLE}
LAW = "Regulation (EU) 2021/821, {}"
PARTIES = ("end_user", "consignee")


def with_tables(
    results: Sequence[Result], lines: Lines, facts: Mapping[int, Facts], *, at: datetime
) -> list[Result]:
    """With what national lists say of a declared code, and which entries a customs code suggests."""
    on = local_date(at, BRUSSELS)
    declared = {line.get("control_entry") or "" for line in lines}
    national = national_entries({code for code in declared if _is_national(code)}, on=on)
    bare = {line["cn_code"] for line in lines if line.get("cn_code") and not line.get("control_entry")}
    suggested = suggested_entries(bare, on=on)
    if not national and not suggested:
        return list(results)
    answers = []
    for place, (result, line) in enumerate(zip(results, lines, strict=True)):
        code = line.get("control_entry") or ""
        if code in national and result["verdict"] != Verdict.PROHIBITED.value and not _is_inside(line):
            result = _of_national(result, national[code], facts.get(place))
        answers.append(_suggesting(result, suggested.get(line.get("cn_code") or "", [])))
    return answers


def with_facts(results: Sequence[Result], lines: Lines, facts: Mapping[int, Facts]) -> list[Result]:
    """With what officers decided about the declarant's item."""
    answers = list(results)
    for place, known in facts.items():
        line, result = lines[place], answers[place]
        if known.has_words and not _is_inside(line):
            answers[place] = _subjected(_classified(result, line, known), line, known)
    return answers


def asking_for_paper(results: Sequence[Result], facts: Mapping[int, Facts]) -> dict[int, UUID]:
    """The declarants of the lines that anything asks an authorisation for, or may, by place."""
    return {
        place: known.exporter for place, known in facts.items() if results[place]["verdict"] != NOT_LISTED
    }


def with_papers(results: Sequence[Result], lines: Lines, papers: Mapping[int, Paper]) -> list[Result]:
    """With the authorisation that lets a line go."""
    answers = list(results)
    for place, paper in papers.items():
        answers[place] = _papered(answers[place], lines[place], paper)
    return answers


def with_named_papers(
    results: Sequence[Result], lines: Lines, named: Mapping[int, NamedPaper]
) -> list[Result]:
    """With what stands against the authorisation that a line names."""
    answers = list(results)
    for place, paper in named.items():
        obstacle = _obstacle(paper, lines[place])
        if obstacle and answers[place]["verdict"] != Verdict.PROHIBITED.value:
            answers[place] |= {"why": f"{answers[place]['why']} {obstacle}"}
    return answers


def _obstacle(paper: NamedPaper, line: Mapping[str, Any]) -> str:
    """In the words of a declaration that is refused: its day first, then where the goods go, then the goods."""
    words = {
        "reference": paper.reference,
        "day": long_day(paper.day),
        "first": long_day(paper.period.first),
        "last": long_day(paper.period.last) if paper.period.last else "",
        "successors": ", ".join(paper.successors),
        "granted": ", ".join(paper.destinations),
        "declared": line.get("destination") or "",
    }
    if paper.invalid_as:
        return str(NotValid.SENTENCES[paper.invalid_as]) % words
    if paper.is_general:
        return ""
    if not paper.has_code:
        return str(NotValid.WITHOUT_CODE) % words
    if not words["declared"]:
        return _("%(reference)s was granted for %(granted)s: give the destination.") % words
    if words["declared"] not in paper.destinations:
        return _("%(reference)s was granted for %(granted)s, not for %(declared)s.") % words
    return _("%(reference)s has no line for this item.") % words


def _is_national(code: str) -> bool:
    return len(code) > 2 and code[2] == NATIONAL and not code.startswith("CS-")


def _is_inside(line: Mapping[str, Any]) -> bool:
    return is_inside_union(line.get("destination") or "", line.get("territory") or "")


def _of_national(result: Result, entries: Sequence[NationalEntry], known: Facts | None) -> Result:
    """A state's own list binds who is established there (Article 9); another's only who is informed (Article 10)."""
    own = [each for each in entries if known and each.member_state_id == known.member_state]
    shown = [_shown_national(each) for each in own or entries]
    words = {"states": ", ".join(sorted({str(each.member_state_id) for each in own or entries}))}
    if own:
        why = _("The national list of %(states)s asks for an authorisation (Article 9).") % words
        return _answered(result, REQUIRED, why, "article_9", LAW.format("Article 9"), shown)
    why = _(
        "The national list of %(states)s names this entry. It binds exporters established there (Article 9), and"
        " others once their authority has informed them (Article 10)."
    )
    if (
        result["verdict"] == REQUIRED and result["legal_basis"] != "annex_i"
    ):  # its grammar alone made it Annex I
        return result
    return _answered(result, POSSIBLE, why % words, "article_10", LAW.format("Article 10"), shown)


def _shown_national(entry: NationalEntry) -> Result:
    words = {"state": entry.member_state_id, "text": entry.text, "publication": entry.publication}
    why = _("National list of %(state)s: %(text)s (%(publication)s)") % words
    return {"code": entry.code, "score": 1.0, "why": why}


def _suggesting(result: Result, codes: list[str]) -> Result:
    return result | {"suggestions": codes} if codes else result


def _classified(result: Result, line: Mapping[str, Any], known: Facts) -> Result:
    """An officer's word on the item's classification, where the declaration gives none."""
    if known.classified is None or line.get("control_entry") or result["verdict"] not in OPEN:
        return result
    assert known.classified_at
    day = long_day(local_date(known.classified_at, BRUSSELS))
    if not is_annex_i(known.classified):
        sentence = _("Your authority found on %(day)s that no entry of Annex I describes this item.")
        return result | {"why": f"{result['why']} {sentence % {'day': day}}"}
    words = {"code": known.classified, "day": day}
    why = _("The authority classified this item under %(code)s of Annex I on %(day)s (Article 3).") % words
    entry = {"code": known.classified, "score": 1.0, "why": why}
    return _answered(result, REQUIRED, why, "annex_i", ANNEX_I, [entry])


def _subjected(result: Result, line: Mapping[str, Any], known: Facts) -> Result:
    """A decision that made this exporter's item subject to authorisation for a destination (Articles 4, 5, 9, 10)."""
    if not known.required_by or result["verdict"] not in OPEN:
        return result
    words = {"reference": known.required_by, "countries": ", ".join(map(country, known.required_for))}
    if line.get("destination") in known.required_for:
        why = _("Decision %(reference)s made this item subject to authorisation for %(countries)s.") % words
        return _answered(result, REQUIRED, why, known.required_basis, None, [])
    why = _(
        "Decision %(reference)s made this item subject to authorisation for %(countries)s. See whether the goods"
        " may go on there."
    )
    return _answered(result, POSSIBLE, why % words, known.required_basis, None, [])


def _papered(result: Result, line: Mapping[str, Any], paper: Paper) -> Result:
    """Covered where the authorisation has enough left and names these parties; otherwise why it does not cover."""
    words = {"reference": paper.reference, "line": paper.line, "unit": paper.unit}
    if result["verdict"] == Verdict.PROHIBITED.value and not (
        paper.measure and paper.measure in result.get("lifting", ())
    ):
        return result
    if not paper.is_enough:
        left = _("%(reference)s is granted in another unit.") % words
        if paper.left is not None and (line.get("unit") or paper.unit) == paper.unit:
            text = _("%(reference)s has %(left)s %(unit)s left on line %(line)d, and does not cover it.")
            left = text % {**words, "left": shortest(paper.left)}
        return result | {"why": f"{result['why']} {left}"}
    if other := _other_parties(line, paper):
        text = _("%(reference)s names other parties: %(parties)s.")
        return result | {"why": f"{result['why']} {text % {**words, 'parties': '; '.join(other)}}"}
    why = _("%(reference)s covers it by its line %(line)d.") % words
    if paper.left is not None:
        why += " " + _("%(left)s %(unit)s are left.") % {**words, "left": shortest(paper.left)}
    compared = [name for name in PARTIES if line.get(name)]
    why += " " + (
        _("The parties were compared by their names.") if compared else _("The parties were not compared.")
    )
    return result | {"verdict": Verdict.COVERED.value, "authorisation": paper.reference, "why": why}


def _other_parties(line: Mapping[str, Any], paper: Paper) -> list[str]:
    """The names that the paper has, where one that the line gives is like none of them in its role."""
    strange = [role for role in PARTIES if other_party(role, line.get(role) or "", paper.parties)]
    return [name for role in strange for name in paper.parties.known_as(role)]


def _answered(
    result: Result, verdict: str, why: str, basis: str, regime: str | None, entries: list[Result]
) -> Result:
    known = {entry["code"] for entry in entries}
    others = [entry for entry in result["entries"] if entry["code"] not in known]
    return result | {
        "verdict": verdict,
        "why": why,
        "entries": [*entries, *others],
        "legal_basis": basis,
        "regime": regime,
        "in_force": True,
    }
