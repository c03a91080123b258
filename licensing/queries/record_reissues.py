"""Which authorisations still name their holder as it was before its record changed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from exportctl.core.errors import Invalid
from exportctl.core.rules.four_eyes import Status
from exportctl.core.shapes import error
from licensing.models import Authorisation, AuthorisationChange, Registration, Remedy
from licensing.queries.decision_periods import today_of
from licensing.queries.effective_days import acts_ahead
from licensing.rules.authorisations import State as AuthorisationState
from licensing.rules.registrations import State, is_printed_anew


def outdated_papers(registration: Registration, *, at: datetime) -> QuerySet[Authorisation]:
    """Valid or suspended ones of the company that were issued before the change was approved, the oldest first.

    Nothing for a change of what no paper says. A general authorisation has no paper.
    """
    rows = Authorisation.objects.none()
    if registration.status == State.APPROVED and is_printed_anew(registration.before, registration.body):
        rows = Authorisation.objects.filter(
            holder=registration.exporter_id,
            authority=registration.authority_id,
            status__in=[AuthorisationState.VALID.value, AuthorisationState.SUSPENDED.value],
            issued_at__lt=registration.decided_at,
            version__valid_until__gte=today_of(registration.authority, at=at),
        )
    return rows.select_related("version", "request").order_by("issued_at", "pk")


def to_reissue(registration: Registration, *, at: datetime) -> QuerySet[Authorisation]:
    """Those of them that can be issued anew now: valid, and nothing else about them waits or is ahead."""
    waiting = AuthorisationChange.objects.filter(authorisation=OuterRef("pk"), status=Status.PROPOSED.value)
    ahead = acts_ahead().filter(authorisation=OuterRef("pk"))
    return outdated_papers(registration, at=at).filter(
        ~Exists(waiting),
        ~Exists(ahead),
        ~Exists(Remedy.objects.suspending(OuterRef("pk"))),
        status=AuthorisationState.VALID.value,
    )


def waiting_reissues(registration: Registration) -> QuerySet[AuthorisationChange]:
    """What a colleague proposed because of this change, and waits for a second officer."""
    rows: QuerySet[AuthorisationChange] = registration.reissues.filter(status=Status.PROPOSED.value)
    return rows.order_by("authorisation_id")


def ids_of(registration: Registration, references: Collection[str] | None, *, at: datetime) -> list[UUID]:
    """The keys of the papers so named; of all that can be issued anew where none is. Raises Invalid, with pointers."""
    free = to_reissue(registration, at=at)
    if references is None:
        return list(free.values_list("pk", flat=True))
    known = dict(outdated_papers(registration, at=at).values_list("reference", "pk"))
    text = _("No live authorisation of this company with this number names it as it was.")
    errors = [
        error(f"/authorisations/{place}", text)
        for place, reference in enumerate(references)
        if reference not in known
    ]
    if errors:
        raise Invalid(errors=errors)
    return [known[each] for each in references]


def show_reissues(registration: Registration, *, at: datetime) -> dict[str, Any]:
    """The live papers that say the old record, and what was proposed about them, for machines."""
    free = set(to_reissue(registration, at=at).values_list("pk", flat=True))
    changes = registration.reissues.select_related("authorisation").prefetch_related(
        "authorisation__successors"
    )
    return {
        "registration": registration.reference,
        "status": registration.status,
        "authorisations": [
            {
                "reference": paper.reference,
                "status": paper.status,
                "valid_until": paper.valid_until.isoformat() if paper.valid_until else None,
                "may_be_reissued": paper.pk in free,
            }
            for paper in outdated_papers(registration, at=at)
        ],
        "reissues": [_shown(each) for each in changes.order_by("proposed_at", "pk")],
    }


def _shown(change: AuthorisationChange) -> dict[str, Any]:
    further = [each.reference for each in change.authorisation.successors.all()]
    return {
        "id": str(change.pk),
        "status": change.status,
        "authorisation": change.authorisation.reference,
        "replaced_by": further[0] if further and change.status == Status.APPROVED else None,
        "grounds": change.grounds,
    }
