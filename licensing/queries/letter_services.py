"""How letters are served: by which rule of their authority, where each of them is, which of them wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from exportctl.core.models import Organisation
from exportctl.core.rules.four_eyes import Status
from licensing.models import AuthorisationRequest, Document, LetterheadChange, LetterService
from licensing.models.documents import DocumentKind
from licensing.queries.letterheads import letterhead_of
from licensing.rules.letter_services import Rule, ServiceRule, Standing, Way
from licensing.rules.requests import OPEN


@dataclass(frozen=True)
class LetterState:
    """A letter, every attempt to serve it, and the day that counts."""

    letter: Document
    services: list[LetterService]
    standing: Standing
    served_on: date | None

    @property
    def last(self) -> LetterService | None:
        return self.services[-1] if self.services else None

    @property
    def may_be_sent(self) -> bool:
        """Nothing is on its way and nothing was served."""
        return self.standing in (Standing.NOT_SENT, Standing.FAILED)


def rule_of(authority: Organisation, way: str) -> ServiceRule:
    """What the authority stored; a letter that is handed over is served on the day of the record."""
    if way == Way.BY_HAND:
        return ServiceRule(Rule.SLIP)
    head: LetterheadChange = letterhead_of(authority)
    rule, days = {
        Way.PORTAL.value: (head.portal_rule, head.portal_days),
        Way.REGISTERED_POST.value: (head.post_rule, head.post_days),
        Way.ABROAD.value: (head.abroad_rule, head.abroad_days),
    }[way]
    return ServiceRule(Rule(rule), days or 0, head.moves_to_working_day)


def state_of(letter: Document, *, today: date) -> LetterState:
    """Where the service of a letter is, as of `today`."""
    services = list(letter.services.select_related("result__proof", "recorded_by").order_by("number"))
    return _state(letter, services, today)


def states_of(letters: Iterable[Document], *, today: date) -> dict[object, LetterState]:
    """The same for several, by their keys, in one query."""
    rows = list(letters)
    of_letter: dict[object, list[LetterService]] = {row.pk: [] for row in rows}
    attempts = LetterService.objects.filter(letter__in=list(of_letter)).select_related("result")
    for each in attempts.order_by("number"):
        of_letter[each.letter_id].append(each)
    return {row.pk: _state(row, of_letter[row.pk], today) for row in rows}


def _state(letter: Document, services: list[LetterService], today: date) -> LetterState:
    last = services[-1] if services else None
    standing = last.standing(today=today) if last else Standing.NOT_SENT
    return LetterState(letter, services, standing, last.served_on(today=today) if last else None)


def letters_of(request: AuthorisationRequest) -> QuerySet[Document]:
    """What the authority wrote and has to serve: decisions, and what was done to them since."""
    return request.documents.filter(kind=DocumentKind.DECISION_LETTER.value)


def unserved(cases: QuerySet[AuthorisationRequest]) -> QuerySet[Document]:
    """Letters since the authority stored how it serves them of which nothing is on its way; a failed one, too.

    The letter of a decision that was taken back, for the case is open again, is served on nobody any more.
    """
    last = LetterService.objects.filter(letter=OuterRef("pk")).order_by("-number")
    stored = LetterheadChange.objects.filter(
        authority=OuterRef("request__authority"), status=Status.APPROVED.value
    ).exclude(service_law="")
    rows = Document.objects.filter(
        kind=DocumentKind.DECISION_LETTER.value, file__isnull=False, request__in=cases
    ).annotate(last=Subquery(last.values("pk")[:1]))
    failed = LetterService.objects.filter(pk=OuterRef("last"), result__isnull=False, result__served_on=None)
    since = stored.filter(approved_at__lt=OuterRef("created_at"))
    decides = ~Q(facts__has_key="letter")
    rows = rows.exclude(decides, request__status__in=[each.value for each in OPEN])
    return rows.filter(Exists(since)).filter(~Exists(last) | Exists(failed))
