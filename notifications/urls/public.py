from django.urls import path

from notifications.views import public

urlpatterns = [
    path("", public.home, name="home"),
    path("statistics", public.statistics, name="statistics"),
    path("verify", public.verify, name="verify"),
]
