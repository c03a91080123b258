from django.urls import path

from notifications.views import calculators, clock, public

urlpatterns = [
    path("", public.home, name="home"),
    path("statistics", public.statistics, name="statistics"),
    path("verify", public.verify, name="verify"),
    path("majority", calculators.majority, name="majority"),
    path("deadlines", calculators.deadlines, name="deadlines"),
    path("demo/clock", clock.demo_clock, name="clock"),
]
