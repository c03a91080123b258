"""Writing what a request says: a new version with its lines, parties and destinations."""

from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from exportctl.core.errors import StaleState
from exportctl.core.models import User
from licensing.actions.party_matches import match_parties
from licensing.models import (
    AuthorisationRequest,
    RequestDestination,
    RequestLine,
    RequestParty,
    RequestVersion,
)
from licensing.rules.amendments import differences_of
from licensing.rules.party_names import keys
from licensing.rules.shapes import JsonObject
from licensing.rules.versions import destinations_of, lines_of, parties_of


@transaction.atomic
def write_version(
    *, request: AuthorisationRequest, body: JsonObject, actor: User, at: datetime, reason: str = ""
) -> RequestVersion:
    """The body as submitted, with everything drawn from it; from now on this version counts, its parties are matched.

    The caller holds the request, so that the next number is free. `reason`: why it is corrected, from the second on.
    """
    number = request.version.number + 1 if request.version else 1
    version = RequestVersion.objects.create(
        request=request, number=number, body=body, reason=reason, created_by=actor, created_at=at
    )
    _draw(version, authority_id=request.authority_id)
    AuthorisationRequest.objects.filter(pk=request.pk).update(version=version)
    request.version = version
    for drawn in ("lines", "line", "parties", "destinations", "first_destination"):
        request.__dict__.pop(drawn, None)  # read before, of the version that counted then
    match_parties(request=request, at=at)
    return version


def require_version_read(*, request: AuthorisationRequest, expected: int | None, message: Any) -> None:
    """Raise StaleState, with what is newer, where the caller read another version than the one that counts.

    The caller holds the request; without `expected` nothing is asked.
    """
    newest = request.version
    if expected is None or newest is None or expected == newest.number:
        return
    read = request.versions.filter(number=expected).first()
    newer = differences_of(read.body, newest.body) if read else []
    raise StaleState(
        message, latest=newest.number, yours=expected, differences=[asdict(each) for each in newer]
    )


def _draw(version: RequestVersion, *, authority_id: UUID) -> None:
    """Insert the version's rows; each has its place in the body as `number`."""
    common = {"version": version, "request_id": version.request_id, "authority_id": authority_id}
    lines = enumerate(lines_of(version.body), start=1)
    RequestLine.objects.bulk_create(
        RequestLine(number=number, item_key=line.item_key, **asdict(line), **common) for number, line in lines
    )
    counted: Counter[str] = Counter()
    parties = []
    for party in parties_of(version.body):
        counted[party.role] += 1
        number = counted[party.role]
        drawn = {"name_key": party.name_key, "match_keys": sorted(keys(party.name))}
        parties.append(RequestParty(number=number, **drawn, **asdict(party), **common))
    RequestParty.objects.bulk_create(parties)
    countries = enumerate(destinations_of(version.body), start=1)
    RequestDestination.objects.bulk_create(
        RequestDestination(number=number, country=country, **common) for number, country in countries
    )
