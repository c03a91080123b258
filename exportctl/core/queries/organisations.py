"""Public bodies: by what people type for them on a command line, and for the public by their state."""

import re
from datetime import datetime

from exportctl.core.errors import NotFound
from exportctl.core.models import Organisation, Seat
from exportctl.core.models.organisations import SeatQuerySet
from exportctl.core.rules.folding import sort_key
from exportctl.core.rules.permissions import OrganisationKind, Permission

COMMISSION = {"commission", "eu", "com"}
CODES = "commission, authority.de, delegation.de, customs.de, sandbox.de, or a short name such as BAFA"


def authorities() -> list[tuple[str, str]]:
    """Each Member State with the authority that exporters there ask, by the state's name in the reader's language."""
    bodies = Organisation.objects.filter(kind=OrganisationKind.AUTHORITY.value).select_related("member_state")
    named = [(body.member_state.name, body.native_name or body.name) for body in bodies if body.member_state]
    return sorted(named, key=lambda pair: sort_key(pair[0]))


def authorities_and_commission() -> list[Organisation]:
    """Whoever is told what Regulation (EU) 2021/821, Articles 14 and 16, wants notified; the Commission last."""
    kinds = [OrganisationKind.AUTHORITY.value, OrganisationKind.COMMISSION.value]
    return list(Organisation.objects.filter(kind__in=kinds).order_by("member_state", "pk"))


def commission() -> list[Organisation]:
    """The Commission alone: whom Article 12(6) wants told."""
    return list(Organisation.objects.filter(kind=OrganisationKind.COMMISSION.value))


def authorities_of(state: str) -> list[Organisation]:
    """The authorities of one Member State, whether or not anybody works here for them yet."""
    kind = OrganisationKind.AUTHORITY.value
    return list(Organisation.objects.filter(kind=kind, member_state=state).order_by("pk"))


def customs_of(state: str) -> list[Organisation]:
    """The customs of one Member State."""
    kind = OrganisationKind.CUSTOMS.value
    return list(Organisation.objects.filter(kind=kind, member_state=state).order_by("pk"))


def is_on_system(state: str, *, at: datetime) -> bool:
    """Does anybody handle cases here for an authority of this Member State? Until then everything goes on paper."""
    return _officers(at).filter(content_object__member_state=state).exists()


def states_on_system(*, at: datetime) -> set[str]:
    """All of which that is so."""
    return set(_officers(at).order_by().values_list("content_object__member_state", flat=True).distinct())


def _officers(at: datetime) -> SeatQuerySet:
    seats: SeatQuerySet = Seat.objects.live(at=at)
    return seats.filter(
        permission__codename=Permission.HANDLE.value,
        content_object__kind=OrganisationKind.AUTHORITY.value,
    )


def public_body(code: str) -> Organisation:
    """`commission`, `authority.de`, `delegation.fr`, `customs.it`, or its short name. Raises NotFound."""
    wanted = code.strip().lower()
    bodies = Organisation.objects.exclude(kind=OrganisationKind.EXPORTER.value).select_related("member_state")
    matching = list(bodies.filter(short_name__iexact=wanted)[:2])
    if wanted in COMMISSION:
        matching = list(bodies.filter(kind=OrganisationKind.COMMISSION.value)[:2])
    elif not matching and (
        named := re.fullmatch(r"(?:(authority|delegation|customs|sandbox)[.\-_ ])?([a-z]{2})", wanted)
    ):
        kind = named[1] or OrganisationKind.AUTHORITY.value
        matching = list(bodies.filter(kind=kind, member_state=named[2].upper())[:2])
    if len(matching) != 1:
        raise NotFound(f"There is no body “{code[:40]}”. Say {CODES}.")
    return matching[0]
