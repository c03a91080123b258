"""The exporters of a state, with how many people administer each."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from exportctl.core.models import Seat, User
from exportctl.core.rules.permissions import Permission
from licensing.models import Exporter


def exporter_rows(user: User, *, at: datetime) -> list[Any]:
    """Whose record the user keeps, by name; `managers` administer its people at `at`."""
    live = Seat.objects.live(at=at).filter(permission__codename=Permission.MANAGE, user__is_active=True)
    counted = Count("organisation__seats", filter=Q(organisation__seats__in=live.values("pk")))
    return list(Exporter.objects.administered_by(user).annotate(managers=counted))
