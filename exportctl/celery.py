"""The Celery application; its settings are Django's, with the prefix CELERY_."""

import os

from celery import Celery
from celery.signals import worker_process_init

from exportctl.memory import collect_less

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exportctl.settings")

app = Celery("exportctl")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def _begin(**_given: object) -> None:
    collect_less()
