"""Settings of the one Django project.

Everything that differs between installations comes from the environment or from `settings.toml` in
`VUNGMANH_HOME` (default `./var`), which `vungmanh init` writes; docs/operating.md lists it.
"""

import os
import tomllib
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("VUNGMANH_HOME", "var")).resolve()
_FILE = HOME / "settings.toml"
_LOCAL = tomllib.loads(_FILE.read_text(encoding="utf-8")) if _FILE.exists() else {}


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme in ("", "sqlite"):
        name = unquote(parts.path) if parts.path else str(HOME / "vungmanh.sqlite3")
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; "
            "PRAGMA secure_delete=ON;",  # what is deleted is overwritten: Debian's SQLite does it anyway, others not
        }
        # Opening anew costs several milliseconds of every page: the schema is read, the cache is filled again.
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": 60}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
FRAMES = HOME / "frames"
"""Local frames of rulebooks, a folder each: what the province decided where a book leaves it to the province."""
BALLOT_KEYS = Path(_LOCAL.get("ballot_keys", HOME / "ballot-keys"))
"""Keys of open secret votes; never copied with the database. On a memory disk they never touch a lasting one."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = os.environ.get("VUNGMANH_SECRET_KEY") or _LOCAL.get("secret_key", "only for commands before init")
DEBUG = False
DEMO = bool(_LOCAL.get("demo", False))
"""The demonstration: personas on the sign-in page, a notice on every page that all persons are invented."""
SCREEN_BALLOTS = bool(_LOCAL.get("screen_ballots", DEMO))
"""Whether votes may be cast on screen here; without it every vote is on paper."""
TODAY = date.fromisoformat(os.environ.get("VUNGMANH_TODAY") or str(_LOCAL.get("today", "") or "0001-01-01"))
"""The day the product takes for today; the year 1 means the real clock."""
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *_LOCAL.get("hosts", [])]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _LOCAL.get("hosts", [])]
HTTPS = bool(_LOCAL.get("https", False))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "vungmanh.journal",
    "vungmanh.organizations",
    "vungmanh.members",
    "vungmanh.accounts",
    "vungmanh.access",
    "vungmanh.ballots",
    "vungmanh.classification",
    "vungmanh.campaigns",
    "vungmanh.exchange",
    "vungmanh.lists",
    "vungmanh.exports",
    "vungmanh.safekeeping",
    "vungmanh.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "vungmanh.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vungmanh.web.middleware.ViewerMiddleware",
]

ROOT_URLCONF = "vungmanh.urls"
FORM_RENDERER = "vungmanh.web.forms.Renderer"
CSRF_FAILURE_VIEW = "vungmanh.web.errors.forbidden"
WSGI_APPLICATION = "vungmanh.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "vungmanh.web.context.shell",
            ],
        },
    }
]

INVITATION_DAYS = int(_LOCAL.get("invitation_days", 14))
"""Days, the first included, on which a one-time code for a login can be used."""
DELEGATION_DAYS = int(_LOCAL.get("delegation_days", 92))
"""The longest time, in days, for which rights are lent to a helper."""
GUARDED_VIEWS_A_DAY = int(_LOCAL.get("guarded_views_a_day", 20))
"""Looks at guarded particulars by one login within 24 hours that the journal and the page «Hôm nay» tell of."""
CORRECTION_DAYS = int(_LOCAL.get("correction_days", 10))
"""Days within which a request for correction is to be answered; docs/personal-data.md says where the ten come from."""
SECOND_FACTOR_POSTS = frozenset(_LOCAL.get("second_factor_posts", []))
"""Posts (codes of `members.models.Post`) whose rights need a second factor; `vungmanh init` writes some."""

CACHES = {
    # Tries to sign in are counted exactly over all workers and servers: in the database, which every one has anyway.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
    # Letters typed into a search box are counted in files, so that they never wait for a long import's transaction.
    "quick": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HOME / "cache"},
}

AUTH_USER_MODEL = "accounts.Login"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "vungmanh.accounts.passwords.Unlike"},
    {"NAME": "vungmanh.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "vungmanh.accounts.passwords.Uncommon"},
]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "vungmanh.accounts.adapter.ClosedAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip"}  # wrong passwords are counted in accounts/limits.py, more strictly
ALLAUTH_TRUSTED_PROXY_COUNT = int(_LOCAL.get("proxies", 0))
MFA_ADAPTER = "vungmanh.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Vững Mạnh"
MFA_TOTP_TOLERANCE = 1  # phones in the villages are up to half a minute wrong

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
_FONTS = Path(next(iter(find_spec("fontpkg_be_vietnam_pro").submodule_search_locations)))  # type: ignore[union-attr,arg-type]
STATICFILES_DIRS = [("fonts", _FONTS / "files")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "files"
EXPORTS_KEPT_DAYS = int(_LOCAL.get("exports_kept_days", 7))
"""Days that the file of an export is kept after the day it was made; its line in the register stays."""
IMPORTS_KEPT_DAYS = int(_LOCAL.get("imports_kept_days", 30))
"""Days that the rows of an import, rejected ones among them, and a file not yet applied are kept; counters stay."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
    }
}

DEFAULT_EXCEPTION_REPORTER_FILTER = "vungmanh.web.discretion.NothingTold"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "vungmanh.web.discretion.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": []}},  # Django's own would mail faults; ours go to the one log
}
