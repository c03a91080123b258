"""The product's settings without its middleware and its addresses."""

from exportctl.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.bare.urls"
MIDDLEWARE: list[str] = []
