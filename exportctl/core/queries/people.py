"""Who acts for an organisation."""

from datetime import datetime

from django.db.models import QuerySet

from exportctl.core.models import Notice, Organisation, Seat, User
from exportctl.core.vocabulary import before_seats


def people_of(*organisations: Organisation, at: datetime) -> QuerySet[User]:
    """Everyone with a live seat at one of the organisations at `at` (the product's clock)."""
    seats = Seat.objects.live(at=at).filter(content_object__in=organisations)
    return User.objects.filter(pk__in=seats.values("user_id"), is_active=True).order_by("email")


def readers_of(notice: Notice, *, at: datetime) -> QuerySet[User]:
    """Whom a notice is sent to: everyone at its organisation, or the one person it concerns while seated there.

    That person may be seated from a later day on: they are told beforehand. Who is invited is not seated yet.
    """
    if not notice.person_id:
        return people_of(notice.organisation, at=at)
    if notice.kind in before_seats():
        return User.objects.filter(pk=notice.person_id, is_active=True)
    seats = Seat.objects.lasting(at=at).filter(content_object=notice.organisation, user=notice.person_id)
    return User.objects.filter(pk__in=seats.values("user_id"), is_active=True)
