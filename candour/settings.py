"""Every setting, in one file. What differs between installations comes from the environment.

Secrets may stand in `secrets.env` in the data folder instead (`candour init` writes it);
the environment wins where both speak.
"""

import os
from pathlib import Path
from typing import Any

from candour.doors.logs import logging_settings
from candour.store.surroundings import default_folder, read_database, read_secrets

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CANDOUR_DATA") or default_folder(BASE_DIR)).resolve()
_secrets = read_secrets(DATA / "secrets.env")


def _ask(name: str, default: str = "") -> str:
    return os.environ.get(name, _secrets.get(name, default))


DOORS = ("public", "desk", "force", "all")
DOOR = _ask("CANDOUR_DOOR", "all")
HTTPS = _ask("CANDOUR_HTTPS", "1") == "1"
LINE_NAME = _ask("CANDOUR_LINE_NAME", "Candour")
# Ofcom keeps 0808 157 0000-0999 free for drama; a real installation sets its own line.
LINE_PHONE = _ask("CANDOUR_PHONE")
LINE_HOURS = _ask("CANDOUR_PHONE_HOURS")
# The charity that answers for this installation, and how to reach it by other ways than the line.
OPERATOR = _ask("CANDOUR_OPERATOR")
OPERATOR_CONTACT = _ask("CANDOUR_OPERATOR_CONTACT")
# Whose telephone numbers /help shows, and for how long things are kept, in words that /privacy prints.
HELPLINES = _ask("CANDOUR_HELPLINES")
KEEPS_REPORTS = _ask("CANDOUR_KEEPS_REPORTS")
KEEPS_REQUESTS = _ask("CANDOUR_KEEPS_REQUESTS")

# Django will not start with an empty key; check E002 refuses this one.
SECRET_KEY = _ask("CANDOUR_SECRET_KEY") or "unset"
# The two keys that a public process has no use for, and is not given.
LEDGER_KEY = _ask("CANDOUR_LEDGER_KEY")
SECOND_FACTOR_KEY = _ask("CANDOUR_SECOND_FACTOR_KEY")
# Marks the codes in letters about requests for information: the desk makes them, the public door checks them.
FOI_KEY = _ask("CANDOUR_FOI_KEY") or (SECRET_KEY if DOOR == "all" else "")
# Where people write to about requests for information; letters give it.
FOI_ADDRESS = _ask("CANDOUR_FOI_ADDRESS")
# Where the desk's letters are handed in and its mail is fetched: with a password, so for the desk alone.
_mails = DOOR in ("desk", "all")
SMTP = _ask("CANDOUR_SMTP") if _mails else ""  # smtp://user:password@host:587?tls=start | smtps://…
IMAP = _ask("CANDOUR_IMAP") if _mails else ""  # imaps://user:password@host/INBOX
# "assessors:ab12 cd34 …,oversight:…": sealing refuses any other key for these teams.
TEAM_FINGERPRINTS = dict(
    pin.split(":", 1) for pin in _ask("CANDOUR_TEAM_FINGERPRINTS").split(",") if ":" in pin
)

# What was printed about this line before its own releases, if anything was: docs/figures.md lists the files.
HISTORY = Path(_ask("CANDOUR_HISTORY") or DATA / "history")

DEBUG = False
ALLOWED_HOSTS = [host for host in _ask("CANDOUR_HOSTS", "127.0.0.1,localhost").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in _ask("CANDOUR_ORIGINS").split(",") if origin]

_public_rooms = [
    "candour.look",
    "candour.ledger",
    "candour.forces",
    "candour.teams",
    "candour.mailbox",
    "candour.intake",
    "candour.figures",
    "candour.foi",
    "candour.publication",
    "candour.pages",
]
_work_rooms = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "candour.audit",
    "candour.staff",  # before allauth, so that our words win over its templates
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "candour.assessment",
    "candour.referral",
    "candour.outcome",
]
INSTALLED_APPS = [
    "candour.command",
    "django.contrib.staticfiles",
    *_public_rooms,
    *([] if DOOR == "public" else _work_rooms),
]

_first = [
    "candour.doors.middleware.known_host",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
]
_signed_in = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "candour.staff.session.KeyCookieMiddleware",
]
MIDDLEWARE = [
    *_first,
    "candour.doors.middleware.one_door",
    "candour.doors.middleware.closed_headers",
    "candour.doors.middleware.only_read_while_loading",
    *(["django.middleware.csrf.CsrfViewMiddleware"] if DOOR == "public" else _signed_in),
]
# A door that is none gets as far as check E001.
ROOT_URLCONF = f"candour.doors.{DOOR if DOOR in DOORS and DOOR != 'all' else 'public'}"
WSGI_APPLICATION = "candour.wsgi.application"

_context = ["candour.doors.context.line"]
_signed_in_context = [
    "django.template.context_processors.request",
    "candour.doors.work_context.signed_in",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _context + ([] if DOOR == "public" else _signed_in_context)},
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": read_database(_ask("DATABASE_URL") or f"sqlite:///{DATA / 'candour.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {
        "ENGINE": "candour.store.sqlite",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: an acknowledged report is on disk. secure_delete: what is taken back is overwritten.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; "
            # Without it, INSERT OR REPLACE would walk past the triggers of tables that only grow.
            "PRAGMA recursive_triggers=ON;",
        },
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
DATE_FORMAT = "j F Y"
APPEND_SLASH = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Every answer rides in one form; the longest allowed account, escaped, fits many times over.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
# Files are taken at one address of the desk, in memory; at every other address of every door, none.
FILE_UPLOAD_HANDLERS = ["candour.foi.files.uploads.InMemory"]
# What the desk and the asking pages offer to read first; the room that knows the log stands above them.
SIMILAR_ANSWERS = "candour.publication.searching.offers.offers"

# One neutrally named cookie on the public door, gone with the browser session.
CSRF_COOKIE_NAME = "form"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "candour.pages.public.form_too_old"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
# `candour serve` speaks plain HTTP to a proxy on its own machine, which ends the encryption and says so.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

AUTH_USER_MODEL = "staff.Member"
# A passphrase is checked by opening the member's own key with it, so no password hash is kept.
AUTHENTICATION_BACKENDS = ["candour.staff.adapter.ByKey"]
SESSION_ENGINE = "candour.staff.door_sessions"
SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_AGE = 20 * 60  # seconds of idleness before a member signs in again
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_SERIALIZER = "candour.staff.session.SealedSession"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home_of_door"
# Where a force's members find their door, when it is another address than the desk's (https://…).
FORCE_ORIGIN = _ask("CANDOUR_FORCE_ORIGIN").rstrip("/")
# Where the public finds its door (https://…): the links in letters begin with it, whoever writes them.
_origins = [*CSRF_TRUSTED_ORIGINS, "http://127.0.0.1:8000"]
PUBLIC_ORIGIN = _ask("CANDOUR_PUBLIC_ORIGIN").rstrip("/") or _origins[0]
if DOOR != "public":
    # Wrong tries and used codes are counted for all worker processes together.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "staff_recentmark",
            "KEY_PREFIX": DOOR,  # by which a force's role is kept from the desk's counts
            # With few entries, a flood of invented names would push out the count for a real one.
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }
ACCOUNT_ADAPTER = "candour.staff.adapter.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "candour.staff.forms.SignInForm",
    "reauthenticate": "candour.staff.forms.PassphraseAgainForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
# By the name that is tried, never by address: a whole force may stand behind one proxy.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key"}
MFA_ADAPTER = "candour.staff.adapter.SealedSecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_FORMS = {
    "authenticate": "candour.staff.forms.CodeForm",
    "activate_totp": "candour.staff.forms.FirstCodeForm",
}
MFA_PASSKEY_LOGIN_ENABLED = False
# A code may be typed as it runs out: one step of 30 seconds each way (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = LINE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Tracebacks with their words, for whoever mends a rehearsal; check E011 refuses it on a real line.
OPEN_LOG = _ask("CANDOUR_OPEN_LOG") == "1"
LOGGING = logging_settings(is_open=OPEN_LOG)
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W008"]
