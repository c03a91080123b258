from django.apps import AppConfig


class ControllistConfig(AppConfig):
    name = "controllist"
    default_auto_field = "django.db.models.BigAutoField"
