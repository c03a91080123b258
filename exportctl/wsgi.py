import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exportctl.settings")

application = get_wsgi_application()

# What is loaded once is looked through by no collection after this, and stays shared between the workers; a page
# makes tens of thousands of objects that are gone with it, and collecting while it is written costs a seventh of it.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
