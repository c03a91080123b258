"""What a Member State lays down for a general authorisation: entered or imported, in force once two officers
confirmed it with its act and day (Article 12(6); Annex II, Part 3 of each Section).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import commission
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors, check, error
from licensing.models import GeneralEdition
from licensing.queries.decision_periods import today_of
from licensing.rules.general_authorisations import general_authorisations
from licensing.rules.general_editions import read, terms_faults
from licensing.rules.general_registrations import GENERAL_EDITION
from licensing.rules.general_terms import TERMS


@transaction.atomic
def propose_edition(
    *,
    authority: Organisation,
    body: Any,
    act: str,
    act_on: date,
    starts_on: date,
    actor: User,
    at: datetime,
    code: str = "",
    ends_on: date | None = None,
) -> GeneralEdition:
    """The first officer: what the act says, as read at the source. With one of the Union's codes its terms alone.

    Raises Forbidden, Invalid with the pointers of the file, Pending.
    """
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    clean, errors = _checked(code, body)
    today = today_of(authority, at=at)
    if act_on > today:
        errors.append(error("/act_on", _("This day has not come yet.")))
    if ends_on and ends_on < starts_on:
        errors.append(error("/ends_on", _("An edition does not end before it begins.")))
    if errors:
        raise Invalid(errors=errors)
    own_code = code or clean["code"]
    require_none_pending(acts=GeneralEdition.objects.filter(authority=authority, code=own_code))
    edition = GeneralEdition(
        authority=authority,
        code=own_code,
        body=clean,
        act=act,
        act_on=act_on,
        starts_on=starts_on,
        ends_on=ends_on,
        is_example=bool(clean.get("is_example")),
        proposed_by=actor,
    )
    waiting = Waiting("general_edition_waiting", [authority], own_code, edition.get_absolute_url())
    facts = {"code": own_code, "starts_on": starts_on.isoformat()}
    propose_act(act=edition, machine=GENERAL_EDITION, at=at, waiting=waiting, **facts)
    return edition


@transaction.atomic
def approve_edition(*, edition_id: UUID, actor: User, at: datetime) -> GeneralEdition:
    """The second officer has read the act, too: from its day on it counts. Raises FourEyes, WrongStatus.

    The Commission is told of a national one that is issued or changed (Article 12(6)); an example is no law.
    """
    edition = _hold(edition_id, actor, at)
    require_other_officer(act=edition, actor=actor)
    facts = {"code": edition.code, "starts_on": edition.starts_on.isoformat()}
    approve_act(act=edition, machine=GENERAL_EDITION, actor=actor, at=at, **facts)
    if edition.is_national and not edition.is_example:
        owe_notice(
            kind="national_general_authorisation",
            organisations=commission(),
            reference=edition.code,
            path=edition.get_absolute_url(),
            at=at,
            facts={"state": str(edition.authority.member_state_id)},
        )
    return edition


@transaction.atomic
def discard_edition(*, edition_id: UUID, actor: User, at: datetime) -> GeneralEdition:
    """Drop a proposal, one's own or a colleague's."""
    edition = _hold(edition_id, actor, at)
    discard_act(act=edition, machine=GENERAL_EDITION, actor=actor, at=at)
    return edition


def _checked(code: str, body: Any) -> tuple[Any, Errors]:
    """The content, clean, and what is wrong with it."""
    if not code:
        return read(body)
    if code not in general_authorisations():
        return {}, [error("/code", _("There is no such general authorisation of the Union."))]
    clean, errors = check(body, TERMS)
    errors = errors or TERMS.missing(clean, "") or terms_faults(code, clean)
    return clean, errors


def _hold(edition_id: UUID, actor: User, at: datetime) -> GeneralEdition:
    """Seat, then edition. Raises NotFound, Forbidden."""
    rows = GeneralEdition.objects.filter(pk=edition_id)
    authority_id = rows.values_list("authority", flat=True).first()
    if authority_id is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority_id], at=at)
    edition: GeneralEdition = hold_act(acts=rows, act_id=edition_id)
    return edition
