"""What customs, and anybody with a shipment, asks of the list; and what customs keep back."""

from django.urls import path

from exportctl.desks.customs.views import (
    customs_enquiries,
    customs_holds,
    frontier,
    requirements,
    sandbox,
    screenings,
)

_enquiry = "customs-enquiries/<str:reference>"
_hold = "customs-holds/<uuid:hold_id>"

urlpatterns = [
    path("screening", screenings.check, name="screening"),
    path("sandbox", sandbox.sandbox, name="sandbox"),
    path("sandbox/reset", sandbox.reset, name="reset_sandbox"),
    path("frontier", frontier.frontier, name="frontier"),
    path("requirements", requirements.listed, name="requirements"),
    path("requirements/denials/<str:reference>", requirements.passed_denial, name="passed_denial"),
    path("requirements/shared/<uuid:requirement_id>", requirements.shared, name="shared_requirement"),
    path(
        "requirements/shared/<uuid:requirement_id>/pass-on",
        requirements.pass_on,
        name="pass_requirement_on",
    ),
    path("requirements/<uuid:decision_id>", requirements.page, name="requirement"),
    path("customs-enquiries", customs_enquiries.listed, name="customs_enquiries"),
    path("customs-enquiries/new", customs_enquiries.ask, name="ask_customs_enquiry"),
    path(_enquiry, customs_enquiries.page, name="customs_enquiry"),
    path(f"{_enquiry}/answer", customs_enquiries.answer, name="answer_customs_enquiry"),
    path(f"{_enquiry}/take-back", customs_enquiries.take_back, name="take_back_customs_enquiry"),
    path(f"{_enquiry}/papers", customs_enquiries.add_paper, name="add_customs_enquiry_paper"),
    path(f"{_enquiry}/papers/<uuid:paper_id>", customs_enquiries.paper, name="customs_enquiry_paper"),
    path(
        f"{_enquiry}/papers/<uuid:paper_id>/release",
        customs_enquiries.release,
        name="release_customs_enquiry_paper",
    ),
    path("customs-holds", customs_holds.listed, name="customs_holds"),
    path("customs-holds/new", customs_holds.place, name="place_customs_hold"),
    path(_hold, customs_holds.page, name="customs_hold"),
    path(f"{_hold}/extend", customs_holds.extend, name="extend_customs_hold"),
    path(f"{_hold}/reply", customs_holds.reply, name="reply_to_customs_hold"),
    path(f"{_hold}/end", customs_holds.end, name="end_customs_hold"),
    path(f"{_hold}/outcome", customs_holds.outcome, name="customs_hold_outcome"),
]
