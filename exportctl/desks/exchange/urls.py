"""What the authorities of the Member States tell and ask one another: denials, questions before a decision."""

from django.urls import path

from exportctl.desks.exchange.views import denial_reviews, denials

_denial = "denials/<str:reference>"

urlpatterns = [
    path("denials", denials.listed, name="denials"),
    path("denials/enter", denials.enter, name="enter_denial"),
    path(_denial, denials.page, name="denial"),
    path(f"{_denial}/notification", denials.notification, name="denial_notification"),
    path(f"{_denial}/review", denial_reviews.propose, name="review_denial"),
    path(f"{_denial}/reviews/<uuid:review_id>", denial_reviews.approve, name="denial_review"),
]
