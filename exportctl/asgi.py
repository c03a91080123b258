"""For servers that speak ASGI only. Views are synchronous: WSGI is two to three times quicker."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exportctl.settings")

application = get_asgi_application()
