import os

from django.core.wsgi import get_wsgi_application

from exportctl.memory import collect_less

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exportctl.settings")

application = get_wsgi_application()
collect_less()
