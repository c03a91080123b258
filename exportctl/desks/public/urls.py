"""What everybody may read and try."""

from django.urls import path

from exportctl.desks.public.views import (
    calculators,
    control_entries,
    demo_clock,
    general_authorisations,
    home,
    statistics,
    verifier,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("statistics", statistics.statistics, name="statistics"),
    path("statistics.csv", statistics.statistics_csv, name="statistics_csv"),
    path("statistics.json", statistics.statistics_json, name="statistics_json"),
    path("verify", home.verify, name="verify"),
    path("verify/exportctl-verify.pyz", verifier.verifier, name="verifier"),
    path("majority", calculators.majority, name="majority"),
    path("deadlines", calculators.deadlines, name="deadlines"),
    path("annex-i", control_entries.control_entries, name="control_entries"),
    path("annex-i/suggestions", control_entries.suggestions, name="control_entry_suggestions"),
    path("annex-i/<str:code>", control_entries.control_entry, name="control_entry"),
    path(
        "general-authorisations",
        general_authorisations.general_authorisations,
        name="general_authorisations",
    ),
    path("demo/clock", demo_clock.demo_clock, name="demo_clock"),
]
