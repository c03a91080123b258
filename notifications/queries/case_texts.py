"""What the search of cases finds besides: the number of a notification, the officers' view of its red flags."""

from collections import defaultdict
from uuid import UUID

from licensing.rules.search import Field
from notifications.models import Assessment, CatchAllNotification


def texts_of_cases(request_ids: list[UUID]) -> dict[UUID, list[Field]]:
    """Request → fields; two queries. Of several views of one question the latest counts."""
    texts: dict[UUID, list[Field]] = defaultdict(list)
    numbers = CatchAllNotification.objects.filter(request__in=request_ids)
    for request_id, reference in numbers.values_list("request", "reference"):
        texts[request_id].append(Field("notification", reference, "A"))
    views = Assessment.objects.filter(request__in=request_ids).order_by("request", "question", "-pk")
    for request_id, reason in views.distinct("request", "question").values_list("request", "reason"):
        texts[request_id].append(Field("assessment", reason, "D", declared=False))
    return texts
