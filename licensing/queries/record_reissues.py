"""Which authorisations still name their holder as it was before its record changed."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from exportctl.core.rules.four_eyes import Status
from licensing.models import Authorisation, AuthorisationChange, Registration
from licensing.queries.decision_periods import today_of
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
    """Those of them that can be issued anew now: valid, and nothing else about them waits."""
    waiting = AuthorisationChange.objects.filter(authorisation=OuterRef("pk"), status=Status.PROPOSED.value)
    return outdated_papers(registration, at=at).filter(
        ~Exists(waiting), status=AuthorisationState.VALID.value
    )
