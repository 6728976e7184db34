"""The product's settings with what only tests change."""

import os
import tempfile

os.environ.setdefault("CANDOUR_DATA", tempfile.mkdtemp(prefix="candour-tests-"))
os.environ.setdefault("CANDOUR_SECRET_KEY", "only-for-tests-" + "s" * 40)
os.environ.setdefault("CANDOUR_LEDGER_KEY", "only-for-tests-" + "l" * 40)
os.environ.setdefault("CANDOUR_SECOND_FACTOR_KEY", "only-for-tests-" + "f" * 40)
os.environ.setdefault("CANDOUR_FOI_KEY", "only-for-tests-" + "i" * 40)
os.environ.setdefault("CANDOUR_HTTPS", "0")

from candour.settings import *  # noqa: E402, F403
from candour.settings import STORAGES, TEMPLATES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # type: ignore[index]
WHITENOISE_AUTOREFRESH = True
