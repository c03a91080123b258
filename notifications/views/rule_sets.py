from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from notifications.queries.rule_set_wording import described
from notifications.queries.rule_sets import chosen_rule_set


@require_safe
def rule_sets(request: HttpRequest) -> HttpResponse:
    """The five readings of the law, for everybody: which is chosen, and which is law."""
    context = {"rule_sets": described(), "chosen": chosen_rule_set().name}
    return render(request, "notifications/rule_sets.html", context)
