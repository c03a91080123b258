"""What everybody may read and try."""

from django.urls import path

from exportctl.desks.public.views import calculators, demo_clock, home, statistics

urlpatterns = [
    path("", home.home, name="home"),
    path("statistics", statistics.statistics, name="statistics"),
    path("statistics.csv", statistics.statistics_csv, name="statistics_csv"),
    path("statistics.json", statistics.statistics_json, name="statistics_json"),
    path("verify", home.verify, name="verify"),
    path("majority", calculators.majority, name="majority"),
    path("deadlines", calculators.deadlines, name="deadlines"),
    path("demo/clock", demo_clock.demo_clock, name="demo_clock"),
]
