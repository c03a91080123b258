"""General authorisations in use: an exporter's own, an authority's registrants, bars, and what its state lays down."""

from django.urls import path

from exportctl.desks.general.views import (
    general_bars,
    general_editions,
    general_registrations,
    general_reports,
)

_one = "general-authorisations/registrations/<uuid:registration_id>"
_bar = "general-authorisations/bars/<uuid:bar_id>"

urlpatterns = [
    path("general-authorisations/own", general_registrations.own, name="own_general_authorisations"),
    path(
        "general-authorisations/register/<str:code>",
        general_registrations.register,
        name="register_for_general",
    ),
    path("general-authorisations/registrants", general_registrations.registrants, name="general_registrants"),
    path(_one, general_registrations.page, name="general_registration"),
    path(f"{_one}/first-use", general_registrations.first_use, name="first_use"),
    path(f"{_one}/reports", general_reports.file, name="general_report"),
    path(f"{_one}/request-reports", general_reports.request_them, name="request_general_reports"),
    path("general-authorisations/bars", general_bars.listed, name="general_bars"),
    path("general-authorisations/bars/new", general_bars.propose, name="propose_general_bar"),
    path(_bar, general_bars.page, name="general_bar"),
    path(f"{_bar}/letter", general_bars.letter, name="general_bar_letter"),
    path(f"{_bar}/lift", general_bars.lift, name="lift_general_bar"),
    path(f"{_bar}/service", general_bars.service, name="general_bar_service"),
    path("general-authorisations/editions", general_editions.listed, name="general_editions"),
    path("general-authorisations/editions/terms", general_editions.terms, name="general_terms"),
    path("general-authorisations/editions/<uuid:edition_id>", general_editions.page, name="general_edition"),
]
