"""Lets a test of pure code read a message where no Django project has been set up."""

from django.conf import settings


def in_plain_words() -> None:
    if not settings.configured:
        settings.configure(USE_I18N=False)
