from datetime import datetime

from django.db import transaction

from exportctl.core.models import RememberedAnswer


@transaction.atomic
def forget_answers(*, before: datetime) -> int:
    """Drop what Idempotency-Keys were answered with before that instant. Returns how many."""
    return RememberedAnswer.objects.filter(created_at__lt=before).delete()[0]
