"""Full-text search over the cases a person may see, and the texts of which it is made."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db.models import Exists, F, FloatField, Func, OuterRef, Prefetch, Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.countries import names_of
from exportctl.core.rules.permissions import Permission
from licensing.models import (
    Advice,
    AuthorisationRequest,
    CaseNote,
    CaseSearch,
    Conflict,
    Document,
    InformationRequest,
    InformationStep,
    Message,
    RequestTag,
    SearchWord,
)
from licensing.models.documents import DocumentKind
from licensing.models.requests import AuthorisationRequestQuerySet
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


def searchable_texts(
    requests: Sequence[AuthorisationRequest],
) -> Iterator[tuple[AuthorisationRequest, list[Field]]]:
    """Each case that was read by `with_texts` with all its texts, those of the apps above included."""
    beside = _texts_above()([request.pk for request in requests])
    for request in requests:
        fields = [*_texts_of(request), *beside.get(request.pk, [])]
        yield request, [field for field in fields if field.text]


@cache
def _texts_above() -> Callable[[list[UUID]], dict[UUID, list[Field]]]:
    """The apps above know more texts of a case: settings.CASE_TEXTS says who reads them."""
    function: Callable[[list[UUID]], dict[UUID, list[Field]]] = import_string(settings.CASE_TEXTS)
    return function


def _texts_of(request: AuthorisationRequest) -> list[Field]:
    body, exporter = request.body, request.exporter
    company = [exporter.legal_name, exporter.trade_name, exporter.eori]
    fields = [
        Field("reference", request.reference, "A"),
        Field("own_reference", body.get("own_reference") or "", "A"),
        *(Field("item", f"{line.name} · {line.manufacturer} · {line.model}", "A") for line in request.lines),
        Field("exporter", " · ".join(dict.fromkeys(filter(None, company))), "B"),
        *(Field(party.role, f"{party.name} · {party.address}", "B") for party in request.parties),
        *(Field("destination", " · ".join(names_of(each.country)), "C") for each in request.destinations),
        *(Field("cn_code", line.cn_code, "B") for line in request.lines),
        *(Field("control_entry", line.control_entry, "B") for line in request.lines),
        *(Field("description", line.description) for line in request.lines),
        Field("end_use", body.get("end_use") or ""),
        Field("doubt", body.get("doubt") or ""),
        Field("covering_note", body.get("covering_note") or ""),
        *(Field("evidence", flag.get("evidence") or "") for flag in (body.get("red_flags") or {}).values()),
        *(Field("tag", each.tag.label, "B", declared=False) for each in request.tagged.all()),
    ]
    for question in request.information_requests.all():
        fields += [Field("question", question.question), Field("answer", question.answer)]
    written: Any = request  # what `with_texts` brought along
    fields += [Field("answer", text) for text in written.step_texts]
    fields += [Field("message", text) for text in written.message_texts]
    fields += [Field("note", text, declared=False) for text in written.note_texts]
    fields += [Field("advice", text, "D", declared=False) for text in written.advice_texts]
    fields += [Field("file", name, "D") for name in written.attachment_names]
    fields += [Field("file", name, "D", declared=False) for name in written.office_names]
    return fields + _of_the_decision(request)


def _of_the_decision(request: AuthorisationRequest) -> list[Field]:
    """What officers wrote towards a decision: reasons, conditions proposed or drafted; each condition once."""
    proposals = request.proposals.all()
    drafted = [draft.conditions for draft in request.conditions_drafts.all()]
    conditions = [line for lines in [*drafted, *(each.conditions for each in proposals)] for line in lines]
    return [
        *(Field("grounds", proposal.grounds, "D", declared=False) for proposal in proposals),
        *(Field("condition", line, "D", declared=False) for line in dict.fromkeys(conditions)),
    ]


def with_texts(requests: AuthorisationRequestQuerySet) -> AuthorisationRequestQuerySet:
    """Prefetch every text that `texts_of` reads; struck-out notes are left out."""
    here = OuterRef("pk")
    steps = InformationStep.objects.filter(information_request__request=here).order_by("done_at", "pk")
    messages = Message.objects.filter(thread__request=here).order_by("written_at", "pk")
    notes = CaseNote.objects.filter(request=here, strike=None).order_by("sequence")
    advice = Advice.objects.filter(consultation__request=here).order_by("given_at", "pk")
    files = Document.objects.filter(request=here).order_by("created_at", "pk")
    written = requests.annotate(
        advice_texts=ArraySubquery(advice.values("text")),
        attachment_names=ArraySubquery(
            files.standing().filter(kind=DocumentKind.ATTACHMENT.value).values("name")
        ),
        office_names=ArraySubquery(files.filter(kind=DocumentKind.OFFICE.value).values("name")),
        step_texts=ArraySubquery(steps.values("text")),
        message_texts=ArraySubquery(messages.values("text")),
        note_texts=ArraySubquery(notes.values("text")),
    )
    return (
        written.with_declaration()
        .select_related("exporter")
        .prefetch_related(
            Prefetch("tagged", RequestTag.objects.select_related("tag").order_by("tag__label")),
            Prefetch("information_requests", InformationRequest.objects.order_by("asked_at", "id")),
            "proposals",
            "conditions_drafts",
        )
    )


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
    cases = with_texts(AuthorisationRequest.objects.visible_to(user)).filter(pk__in=pks)
    by_id = {case.pk: case for case in cases.select_related("exporter", "authority__member_state")}
    officer_of = set(access.organisation_ids_of(user, Permission.HANDLE))
    shown = [by_id[pk] for pk in pks if pk in by_id]
    return [
        _hit(case, fields, wanted, case.authority_id in officer_of)
        for case, fields in searchable_texts(shown)
    ]


def _hit(case: AuthorisationRequest, fields: Sequence[Field], wanted: Sequence[str], is_officer: bool) -> Hit:
    known = [field for field in fields if is_officer or field.declared]
    places = [
        (LABELS[field.code], searching.marked(field.text, terms))
        for field, terms in searching.hits_in(known, wanted)
        if field.code != "reference"
    ]
    title = searching.marked(case.line.name, wanted, whole=True)
    status = case.status_for(is_officer=is_officer).value
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
