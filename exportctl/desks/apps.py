from django.apps import AppConfig


class DesksConfig(AppConfig):
    """What people of one role work at, over all kinds of case. It has no models."""

    name = "exportctl.desks"
