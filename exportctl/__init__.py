from exportctl.celery import app as celery_app

__all__ = ["celery_app"]  # the web process needs it: without an app tasks go to a broker nobody runs
