"""Full-text search over the cases a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db.models import Exists, F, FloatField, Func, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.rules.permissions import Permission
from licensing.labels import line_name
from licensing.models import AuthorisationRequest, CaseSearch, Conflict, SearchWord
from licensing.queries.search_documents import texts_of_cases
from licensing.rules import search as searching
from licensing.rules.search import Field, Piece

PER_PAGE = 20
RANKED = 1000  # that many hits are put in the order of their weight; more than that, by their date

LABELS = {
    "reference": _("Reference"),
    "own_reference": _("Exporter’s own reference"),
    "item": _("Item"),
    "exporter": _("Exporter"),
    "end_user": _("End user"),
    "consignee": _("Consignee"),
    "third_party": _("Third party"),
    "destination": _("Destination"),
    "description": _("Description of the item"),
    "end_use": _("End use"),
    "doubt": _("The doubt"),
    "covering_note": _("A word to the officer"),
    "evidence": _("Evidence of a red flag"),
    "question": _("Question to the exporter"),
    "answer": _("Answer of the exporter"),
    "grounds": _("Grounds of a proposal"),
    "tag": _("Tag"),
    "message": _("Message"),
    "note": _("Internal note"),
    "notification": _("Notification"),
    "cn_code": _("Customs code"),
    "control_entry": _("Control entry"),
    "condition": _("Condition"),
    "advice": _("Advice of another body"),
    "assessment": _("Assessment of a red flag"),
    "file": _("Name of a file"),
}


@dataclass(frozen=True)
class Hit:
    """A case in the results: its title with the hits marked, and the texts that match."""

    case: AuthorisationRequest
    title: list[Piece]
    places: list[tuple[Any, list[Piece]]]
    status: str  # as far as the reader may know it
    status_label: str


@dataclass(frozen=True)
class SearchResults:
    hits: list[Hit]
    total: int
    is_capped: bool  # there are more than `total`
    instead: str = ""  # "did you mean"


def search(user: Reader, question: str, *, page: int = 1) -> SearchResults:
    """One page of cases in which every word of the question stands, or begins a word; the best first."""
    wanted = searching.terms(question)
    if not wanted:
        return SearchResults([], 0, is_capped=False)
    pks, total = _hits(user, wanted, page)
    instead = "" if total else _instead(user, wanted)
    return SearchResults(_shown(user, pks, wanted), min(total, RANKED), total > RANKED, instead)


def about(user: Reader, question: str) -> Q:
    """The condition on requests that a worklist's search box sets."""
    wanted = searching.terms(question)
    if not wanted:
        return Q(pk__in=[]) if question.strip() else Q()
    documents = _documents(user, wanted).filter(request=OuterRef("pk"))
    return Q(Exists(documents))


def _documents(user: Reader, wanted: Sequence[str]) -> QuerySet[CaseSearch]:
    """The matching documents: of one's authority's cases every word counts, of one's company's the declared ones."""
    tsquery = _tsquery(wanted)
    authorities = access.organisation_ids_of(user, Permission.HANDLE)
    exporters = access.organisation_ids_of(user, Permission.FILE)
    theirs = Q(authority__in=authorities, whole=tsquery) & ~Q(pk__in=Conflict.objects.hidden_from(user))
    return CaseSearch.objects.filter(
        theirs | Q(request__exporter__in=exporters, declared=tsquery) if exporters else theirs
    )


def _tsquery(wanted: Sequence[str]) -> SearchQuery:
    """The query as SQL. `wanted` holds letters and digits only, so that no operator can slip in."""
    return SearchQuery(searching.tsquery(wanted), config="simple", search_type="raw")


def _hits(user: Reader, wanted: Sequence[str], page: int) -> tuple[list[UUID], int]:
    """The keys of one page and how many there are in all, up to one more than are ranked."""
    documents = _documents(user, wanted)
    total = documents.values("pk")[: RANKED + 1].count()
    first = (page - 1) * PER_PAGE
    if total > RANKED:
        ordered = documents.order_by("-submitted_at", "pk")
    else:
        rank = Func(F("whole"), _tsquery(wanted), function="ts_rank_cd", output_field=FloatField())
        ordered = documents.alias(rank=rank).order_by("-rank", "-submitted_at", "pk")
    return (list(ordered.values_list("pk", flat=True)[first : first + PER_PAGE]) if total else []), total


def _shown(user: Reader, pks: Sequence[UUID], wanted: Sequence[str]) -> list[Hit]:
    """The hits in the order of `pks`, read through `visible_to`."""
    cases = AuthorisationRequest.objects.visible_to(user).as_listed().filter(pk__in=pks)
    by_id = {case.pk: case for case in cases.select_related("exporter", "authority__member_state")}
    officer_of = set(access.organisation_ids_of(user, Permission.HANDLE))
    shown, texts = [by_id[pk] for pk in pks if pk in by_id], texts_of_cases(list(by_id))
    return [_hit(case, texts[case.pk], wanted, case.authority_id in officer_of) for case in shown]


def _hit(case: AuthorisationRequest, fields: Sequence[Field], wanted: Sequence[str], is_officer: bool) -> Hit:
    known = [field for field in fields if is_officer or field.declared]
    places = [
        (LABELS[field.code], searching.marked(field.text, terms))
        for field, terms in searching.hits_in(known, wanted)
        if field.code != "reference"
    ]
    title = searching.marked(line_name(case.line), wanted, whole=True)
    status = case.stage_for(is_officer=is_officer)
    return Hit(case, title, places[:3], status, case.status_label_for(is_officer=is_officer))


def _instead(user: Reader, wanted: Sequence[str]) -> str:
    """The question with every unknown word replaced by the one most like it; "" where there is none."""
    authorities = access.organisation_ids_of(user, Permission.HANDLE)
    spelt = []
    for term in wanted:
        known = SearchWord.objects.filter(authority__in=authorities)
        if known.filter(word__startswith=term).exists():
            spelt.append(term)
            continue
        likeness = TrigramSimilarity("word", term)
        near = known.filter(word__trigram_similar=term).annotate(likeness=likeness)
        best = near.order_by("-likeness", "word").values_list("word", flat=True).first()
        if best is None:
            return ""
        spelt.append(best)
    return " ".join(spelt) if spelt != list(wanted) else ""
