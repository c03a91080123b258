"""Lists of authorisations and their ledgers, as an address asks for them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.access import Reader
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.rules.codes import squeezed
from licensing.models import Authorisation, CustomsHold, Document
from licensing.models.authorisations import AuthorisationQuerySet
from licensing.models.documents import DocumentKind
from licensing.queries.write_offs import declared_under
from licensing.rules.authorisations import Standing

VIEWS = {
    "all": _("All"),
    "valid": _("Valid"),
    "suspended": _("Suspended"),
    "over": _("Over"),
}
OF_VIEW = {
    "valid": [Standing.VALID.value],
    "suspended": [Standing.SUSPENDED.value],
    "over": [
        each.value for each in Standing if each.value not in (Standing.VALID.value, Standing.SUSPENDED.value)
    ],
}
SORTS = {
    "reference": (_("Reference"), "reference"),
    "until": (_("Valid until"), "version__valid_until"),
    "issued": (_("Issued"), "issued_at"),
}


@dataclass(frozen=True, kw_only=True)
class AuthorisationFilter(ListFilter):
    """What the address asks of a list of authorisations."""

    view: str = fields.code(VIEWS, "all", narrows=False)
    words: str = fields.words(name="q")
    sort: str = fields.sort(SORTS, "-issued")


@dataclass(frozen=True, kw_only=True)
class LedgerFilter(ListFilter):
    """What the address asks of a ledger."""


@dataclass(frozen=True)
class View:
    key: str
    label: object
    count: int


def authorisation_rows(user: Reader, filters: AuthorisationFilter, *, at: datetime) -> AuthorisationQuerySet:
    """Those that the reader sees and the address asks for, each with its balances."""
    rows = Authorisation.objects.visible_to(user)
    if filters.view in OF_VIEW:
        rows = rows.of_standing(OF_VIEW[filters.view], at=at)
    if words := filters.words:
        code = squeezed(words)
        rows = rows.filter(
            Q(reference__icontains=words)
            | Q(holder__eori=code)
            | Q(pk__in=declared_under(code, reader=user))
            | Q(holder__legal_name__icontains=words)
            | Q(version__lines__name__icontains=words)
            | Q(request__reference__icontains=words)
        ).distinct()
    order = SORTS[filters.sort_column][1]
    return rows.with_balances().order_by(f"-{order}" if filters.is_descending else order, "-pk")


def views(user: Reader, *, at: datetime) -> list[View]:
    """Every view with its number."""
    rows = Authorisation.objects.visible_to(user)
    counts = {key: rows.of_standing(standings, at=at).count() for key, standings in OF_VIEW.items()}
    counts["all"] = sum(counts.values())
    return [View(key, label, counts[key]) for key, label in VIEWS.items()]


def paper_of(authorisation: Authorisation, *, number: int | None = None) -> Document | None:
    """The paper of the version that counts, or of the one with that number, rendered or still owed."""
    kind = DocumentKind.AUTHORISATION.value
    papers = Document.objects.filter(request=authorisation.request_id, kind=kind).select_related("file")
    if number is None:
        return papers.filter(about=authorisation.version_id).first()
    versions = authorisation.versions.filter(number=min(number, 32767))
    return papers.filter(about__in=versions.values("pk")).first()


def holds_of(authorisation: Authorisation, user: Reader, *, at: datetime) -> list[CustomsHold]:
    """Exports under it that customs keep back now, as far as the reader may know of them."""
    rows = CustomsHold.objects.visible_to(user).filter(authorisation=authorisation)
    return [hold for hold in rows.order_by("-placed_at") if hold.keeps_back(at=at)]
