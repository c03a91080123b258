"""The product's settings without its middleware, its addresses and the apps that ask for the middleware."""

from exportctl.settings import *  # noqa: F403
from exportctl.settings import INSTALLED_APPS as ALL_APPS

ROOT_URLCONF = "tests.bench.bare.urls"
INSTALLED_APPS = [app for app in ALL_APPS if not app.startswith(("allauth", "axes"))]
MIDDLEWARE: list[str] = []
