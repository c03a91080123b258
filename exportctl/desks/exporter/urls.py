"""Where an exporter's cases stand."""

from django.urls import path

from exportctl.desks.exporter.views import cases

urlpatterns = [
    path("overview", cases.dashboard, name="dashboard"),
    path("cases", cases.exporter_cases, name="exporter_cases"),
    path("cases/<str:reference>/receipt", cases.receipt, name="receipt"),
]
