"""Who acts for an organisation."""

from datetime import datetime

from django.db.models import QuerySet

from exportctl.core.models import Organisation, Seat, User


def people_of(organisation: Organisation, *, at: datetime) -> QuerySet[User]:
    """Everyone with a live seat at the organisation at `at` (the product's clock)."""
    seats = Seat.objects.live(at=at).filter(content_object=organisation)
    return User.objects.filter(pk__in=seats.values("user_id"), is_active=True).order_by("email")
