"""What the authorities of the Member States tell and ask one another: denials, questions before a decision."""

from django.urls import path

from exportctl.desks.exchange.views import (
    denial_imports,
    denial_reviews,
    denials,
    requirement_papers,
    silence,
    state_consultations,
    state_papers,
)

_denial = "denials/<str:reference>"
_question = "consultations/<uuid:consultation_id>"

urlpatterns = [
    path("denials", denials.listed, name="denials"),
    path("denials/enter", denials.enter, name="enter_denial"),
    path("denials/imports", denial_imports.imports, name="denial_imports"),
    path("denials/imports/<uuid:import_id>", denial_imports.approve, name="denial_import"),
    path(_denial, denials.page, name="denial"),
    path(f"{_denial}/pass-on", denials.passed_on, name="pass_denial_on"),
    path(f"{_denial}/notification", denials.notification, name="denial_notification"),
    path(f"{_denial}/review", denial_reviews.propose, name="review_denial"),
    path(f"{_denial}/reviews/<uuid:review_id>", denial_reviews.approve, name="denial_review"),
    path("requirements/enter", requirement_papers.enter, name="enter_requirement"),
    path("requirements/shared/<uuid:requirement_id>/lift", requirement_papers.lift, name="lift_requirement"),
    path("silence", silence.listed, name="silence"),
    path("consultations", state_consultations.listed, name="state_consultations"),
    path("consultations/new", state_consultations.interests, name="interests"),
    path("consultations/enter", state_papers.enter, name="enter_question"),
    path(_question, state_consultations.page, name="state_consultation"),
    path(f"{_question}/more-time", state_consultations.more_time, name="state_consultation_more_time"),
    path(f"{_question}/case", state_consultations.case, name="state_consultation_case"),
    path(
        f"{_question}/cases/<str:reference>/take-back",
        state_consultations.case_back,
        name="state_consultation_case_back",
    ),
    path(f"{_question}/returned", state_papers.returned, name="state_consultation_returned"),
    path(f"{_question}/sent", state_papers.sent, name="state_consultation_sent"),
    path(f"{_question}/paper", state_papers.paper_answer, name="state_consultation_paper"),
    path("consultations/grants/<uuid:grant_id>", state_consultations.explained_grant, name="explained_grant"),
    path(
        "cases/<str:reference>/denials/<str:denial>/ask",
        state_consultations.ask_about,
        name="ask_about_denial",
    ),
]
