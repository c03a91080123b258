from django.urls import path

from notifications.views import calculators, clock, duties, public, rule_sets, statistics

urlpatterns = [
    path("", public.home, name="home"),
    path("statistics", statistics.statistics, name="statistics"),
    path("statistics.csv", statistics.statistics_csv, name="statistics_csv"),
    path("statistics.json", statistics.statistics_json, name="statistics_json"),
    path("verify", public.verify, name="verify"),
    path("do-i-have-to-notify", duties.duty, name="duty"),
    path("rule-sets", rule_sets.rule_sets, name="rule_sets"),
    path("majority", calculators.majority, name="majority"),
    path("deadlines", calculators.deadlines, name="deadlines"),
    path("demo/clock", clock.demo_clock, name="clock"),
]
