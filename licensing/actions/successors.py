"""Renewing, splitting, re-issuing: other numbers in the place of one, to which what is left moves once.

Runs in the approval of the two officers, which holds the authorisation, its change and its balances.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from secrets import token_urlsafe
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid
from exportctl.core.models import User
from exportctl.core.references import next_reference
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.actions.authorisation_versions import owe_paper, share_of
from licensing.actions.authorisations import TOKEN_BYTES, write_step
from licensing.models import (
    Authorisation,
    AuthorisationChange,
    AuthorisationLine,
    AuthorisationVersion,
    Exporter,
    LineBalance,
    MovedRest,
)
from licensing.queries.decision_periods import today_of
from licensing.queries.routing_rules import competence_for
from licensing.rules.authorisation_shares import Share, rest_of, shares
from licensing.rules.authorisations import AUTHORISATION, Event, State
from licensing.rules.exporters import clean_eori


def replace(
    *,
    authorisation: Authorisation,
    change: AuthorisationChange,
    balances: Mapping[int, LineBalance],
    actor: User,
    at: datetime,
) -> list[Authorisation]:
    """Issue what stands in its place: one with everything that is left, of a split one for each part.

    The authorisation itself becomes `replaced` by the caller's transition.
    """
    left = {number: row.balance for number, row in balances.items()}
    parts = shares(change.terms["parts"], left) if change.event == Event.SPLIT else [rest_of(left)]
    until = change.terms.get("valid_until")
    last = date.fromisoformat(until) if until else authorisation.valid_until
    assert last  # nothing stands in the place of a general one
    return [_issue(authorisation, change, share, last, balances, actor, at) for share in parts]


def require_successor(*, authorisation: Authorisation, number: str) -> Exporter:
    """The company that takes the holder's place in law: registered with the same authority. Raises Invalid.

    The number of a state says nothing in another one; several companies may have none at all.
    """
    clean, state = clean_eori(number), authorisation.authority.member_state_id
    of_state = Q(other_number=number.strip(), organisation__member_state=state)
    known = Exporter.objects.filter((Q(eori=clean) & ~Q(eori="")) | (of_state & ~Q(other_number="")))
    successor = known.select_related("organisation__member_state").exclude(pk=authorisation.holder_id).first()
    message = ""
    if successor is None:
        message = _("No other company has this number here. It registers first.")
    elif not successor.is_approved:
        message = _("The registration of this company is not approved yet.")
    elif competence_for(successor).authority.pk != authorisation.authority_id:
        message = _("Another authority is competent for this company: it asks there for a new authorisation.")
    if successor is None or message:
        raise Invalid(errors=[error("/successor", message)])
    return successor


def tell_successor(*, authorisation: Authorisation, at: datetime) -> None:
    """Owe word to the company that holds what stands in the place of the authorisation now."""
    further = authorisation.successors.select_related("holder__organisation").latest("issued_at")
    owe_notice(
        kind="authorisation_passed_on",
        organisations=[further.holder.organisation],
        reference=further.reference,
        path=further.get_absolute_url(),
        at=at,
    )


def _holder(former: Authorisation, change: AuthorisationChange) -> Exporter:
    number = change.terms.get("successor")
    return require_successor(authorisation=former, number=number) if number else former.holder


def _issue(
    former: Authorisation,
    change: AuthorisationChange,
    share: Share,
    last: date,
    balances: Mapping[int, LineBalance],
    actor: User,
    at: datetime,
) -> Authorisation:
    further = Authorisation.objects.create(
        reference=next_reference(prefix=f"{former.authority.member_state_id}-A", at=at, digits=4),
        kind=former.kind,
        request=former.request,
        decision_id=former.decision_id,
        predecessor=former,
        holder=_holder(former, change),
        authority=former.authority,
        legal_basis=former.legal_basis,
        in_force=former.in_force,
        customs_document_code=former.customs_document_code,
        token=token_urlsafe(TOKEN_BYTES),
        issued_at=at,
        changed_at=at,
    )
    version = _first_version(further, former, change, last, actor, at)
    _move(former, further, version, share, balances, at)
    facts: dict[str, Any] = {
        "reference": further.reference,
        "decision": str(further.decision_id),
        "version": version.number,
        "replaces": former.reference,
    }
    record(further, "issue", machine=AUTHORISATION, actor=actor, at=at, target=State.VALID.value, **facts)
    write_step(authorisation=further, actor=actor, at=at, on=version.valid_from)
    owe_paper(authorisation=further, version=version, at=at)
    return further


def _first_version(
    further: Authorisation,
    former: Authorisation,
    change: AuthorisationChange,
    last: date,
    actor: User,
    at: datetime,
) -> AuthorisationVersion:
    paper = former.version
    assert paper
    first = today_of(former.authority, at=at)
    version = AuthorisationVersion.objects.create(
        authorisation=further,
        number=1,
        request_version=paper.request_version,
        left_out=paper.left_out,
        valid_from=first,
        valid_until=last,
        counts_from=first,
        words=paper.words,
        conditions=paper.conditions,
        reason=change.grounds,
        created_by=actor,
        created_at=at,
    )
    Authorisation.objects.filter(pk=further.pk).update(version=version)
    further.version = version
    return version


def _move(
    former: Authorisation,
    further: Authorisation,
    version: AuthorisationVersion,
    share: Share,
    balances: Mapping[int, LineBalance],
    at: datetime,
) -> None:
    """Lines and balances of the further one; from each balance of the former what moved there is taken."""
    for line in former.lines:
        if line.number not in share:
            continue
        quantity, value = share[line.number]
        source = balances[line.number]
        written = _line(line, version, quantity, value, source)
        written.save(force_insert=True)
        target = LineBalance.objects.create(
            authorisation=further,
            number=line.number,
            granted=written.quantity,
            value_granted=value if line.limits_value else None,
            changed_at=at,
        )
        MovedRest.objects.create(source=source, target=target, quantity=quantity, value=value, moved_at=at)
        source.moved += quantity or 0
        source.value_moved += value or 0
        source.changed_at = at
        source.save(update_fields=["moved", "value_moved", "changed_at"])


def _line(
    former: AuthorisationLine,
    version: AuthorisationVersion,
    quantity: Decimal | None,
    value: Decimal | None,
    source: LineBalance,
) -> AuthorisationLine:
    expected = share_of(value=former.value, part=quantity, whole=source.granted)
    copied = {
        name: getattr(former, name)
        for name in (
            "number",
            "declared_id",
            "name",
            "manufacturer",
            "model",
            "description",
            "cn_code",
            "control_entry",
            "unit",
            "limits_value",
            "currency",
        )
    }
    return AuthorisationLine(
        version=version,
        quantity=quantity,
        value=value if former.limits_value else expected,
        **copied,
    )
