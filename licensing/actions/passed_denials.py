"""What another state denied of items that are not listed is passed on to one's own customs.

Regulation (EU) 2021/821, Articles 4(5) and 5(5): a state gives due consideration to what it is told, and informs its
customs. Each authority decides that for its own state.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import StaleState
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import customs_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from licensing.models import Denial, PassedDenial
from licensing.rules.denials import DENIAL, Event


@transaction.atomic
def pass_on(*, denial: Denial, authority: Organisation, actor: User, at: datetime) -> PassedDenial:
    """Customs of the authority's state are told at once. Raises StaleState for what is not valid or was passed on."""
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    others = Denial.objects.of_catch_all().exclude(member_state=authority.member_state_id)
    held = locks.lock_for_update(others.valid().filter(pk=denial.pk))
    if held is None:
        raise StaleState(_("Only a valid denial of another state on items that are not listed is passed on."))
    with unless_taken("denial_passed_once", StaleState(_("Your customs were told of this already."))):
        passed = PassedDenial.objects.create(denial=held, authority=authority, passed_by=actor, passed_at=at)
    unmoved = {"source": held.status, "target": held.status}
    record(held, Event.PASS_ON, machine=DENIAL, actor=actor, at=at, denial=held.reference, **unmoved)
    owe_notice(
        kind="denial_passed_on",
        organisations=customs_of(str(authority.member_state_id)),
        reference=held.reference,
        path=passed.get_absolute_url(),
        at=at,
        facts={"state": str(held.member_state_id)},
    )
    return passed


def tell_customs_no_more(*, denials: Iterable[Denial], at: datetime) -> None:
    """Customs who were told of one that is not valid any more are told that, too."""
    of_denials = PassedDenial.objects.filter(denial__in=[denial.pk for denial in denials])
    for passed in of_denials.select_related("denial", "authority").order_by("denial__reference", "pk"):
        owe_notice(
            kind="passed_denial_ended",
            organisations=customs_of(str(passed.authority.member_state_id)),
            reference=passed.denial.reference,
            path=passed.get_absolute_url(),
            at=at,
            facts={"state": str(passed.denial.member_state_id)},
        )
