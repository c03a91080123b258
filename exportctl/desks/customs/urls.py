"""What customs, and anybody with a shipment, asks of the list."""

from django.urls import path

from exportctl.desks.customs.views import screenings

urlpatterns = [path("screening", screenings.check, name="screening")]
