"""The product's settings with what only tests change."""

import atexit
import os
import shutil
import tempfile


def _remove(folder: str, maker: int) -> None:
    """Remove the data folder, once, at the end of the process that made it."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)


# Each process of a parallel run has a data folder of its own: what it inherited is its parent's.
if "PYTEST_XDIST_WORKER" in os.environ or "CANDOUR_DATA" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="candour-tests-")
    os.environ["CANDOUR_DATA"] = _folder
    atexit.register(_remove, _folder, os.getpid())
os.environ.setdefault("CANDOUR_SECRET_KEY", "only-for-tests-" + "s" * 40)
os.environ.setdefault("CANDOUR_LEDGER_KEY", "only-for-tests-" + "l" * 40)
os.environ.setdefault("CANDOUR_SECOND_FACTOR_KEY", "only-for-tests-" + "f" * 40)
os.environ.setdefault("CANDOUR_FOI_KEY", "only-for-tests-" + "i" * 40)
os.environ.setdefault("CANDOUR_HTTPS", "0")

from candour.settings import *  # noqa: E402, F403
from candour.settings import DATABASES, STORAGES, TEMPLATES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "candour.store.sqlite":
    # In memory, so that no worker meets another's: pytest-django knows that of Django's own engine only.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # type: ignore[index]
WHITENOISE_AUTOREFRESH = True
