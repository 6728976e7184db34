"""The application that granian serves; `CANDOUR_DOOR` says which door it is."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.settings")
application = get_wsgi_application()
