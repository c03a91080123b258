"""What customs, and anybody with a shipment, asks of the list; and what customs keep back."""

from django.urls import path

from exportctl.desks.customs.views import customs_holds, frontier, requirements, sandbox, screenings

_hold = "customs-holds/<uuid:hold_id>"

urlpatterns = [
    path("screening", screenings.check, name="screening"),
    path("sandbox", sandbox.sandbox, name="sandbox"),
    path("sandbox/reset", sandbox.reset, name="reset_sandbox"),
    path("frontier", frontier.frontier, name="frontier"),
    path("requirements", requirements.listed, name="requirements"),
    path("requirements/denials/<str:reference>", requirements.passed_denial, name="passed_denial"),
    path("requirements/<uuid:decision_id>", requirements.page, name="requirement"),
    path("customs-holds", customs_holds.listed, name="customs_holds"),
    path("customs-holds/new", customs_holds.place, name="place_customs_hold"),
    path(_hold, customs_holds.page, name="customs_hold"),
    path(f"{_hold}/extend", customs_holds.extend, name="extend_customs_hold"),
    path(f"{_hold}/reply", customs_holds.reply, name="reply_to_customs_hold"),
    path(f"{_hold}/end", customs_holds.end, name="end_customs_hold"),
    path(f"{_hold}/outcome", customs_holds.outcome, name="customs_hold_outcome"),
]
