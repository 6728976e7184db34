"""The application that granian serves; `CANDOUR_DOOR` says which door it is."""

import os

from django.core.wsgi import get_wsgi_application

from candour.doors.turns import one_at_a_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.settings")
application = one_at_a_time(get_wsgi_application())
