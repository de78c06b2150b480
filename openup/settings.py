"""Settings of Django, made once from the checked options of the environment.

Other modules never import this one: they ask `django.conf.settings`, where `OPENUP` holds the
`Options`. `openup read` runs without it.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from openup.kernel.words import say
from openup.options import SPOKEN, make_home, read_options, signing_key, stop


def database(url: str, home: Path) -> dict[str, object]:
    """Django's settings of the database at `url`."""
    made: dict[str, object] = {
        **dj_database_url.parse(url or f"sqlite:///{home / 'records.sqlite3'}")
    }
    if made["ENGINE"] == "django.db.backends.sqlite3":
        # WAL lets pages read while a release is recorded; IMMEDIATE makes writers queue, not fail.
        made["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "pragma journal_mode=wal; pragma synchronous=normal;",
        }
    elif importlib.util.find_spec("psycopg") is None:
        stop([say("PostgreSQL needs its driver: pip install 'psycopg[binary]~=3.3'.")])
    else:
        made |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return made


OPENUP = read_options()
HOME = make_home(OPENUP.home)

SECRET_KEY = OPENUP.secret_key or signing_key(HOME)
DEBUG = OPENUP.debug
ALLOWED_HOSTS = [*OPENUP.hosts, *filter(None, [urlsplit(OPENUP.address).hostname])]

DATABASES = {"default": database(OPENUP.database_url, HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ON_POSTGRESQL = "postgresql" in str(DATABASES["default"]["ENGINE"])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    *(["django.contrib.postgres"] if ON_POSTGRESQL else []),
    "csp",
    "openup.people",
    "openup.catalog",
    "openup.flow",
    "openup.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openup.web.errors.Sentences",
]
ROOT_URLCONF = "openup.web.urls"
WSGI_APPLICATION = "openup.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "openup.web.context.portal",
            ]
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "openup.web.hashed.PortalStatic"},
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "openup.web.fonts.FontFinder",
]
FONTS_ROOT = HOME / "fonts"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Uploads go to the disk as they arrive, whatever their size.
FILE_UPLOAD_HANDLERS = ["openup.web.arriving.ArrivingFiles"]

AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"django.contrib.auth.password_validation.{name}",
    }
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "sign_in"
CSRF_FAILURE_VIEW = "openup.web.errors.form_expired"

LANGUAGE_CODE = OPENUP.languages[0]
LANGUAGES = [(code, SPOKEN[code]) for code in OPENUP.languages]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = ["openup.web.formats"]
LANGUAGE_COOKIE_NAME = "openup_language"
TIME_ZONE = OPENUP.time_zone
USE_TZ = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 14 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
ON_HTTPS = OPENUP.address.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ON_HTTPS
if ON_HTTPS:
    CSRF_TRUSTED_ORIGINS = [OPENUP.address]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A page that a visitor mistyped is no event for the operator, nor is a name that is not ours.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.security.csrf": {"level": "ERROR"},  # the visitor is told; a probe is no news
    },
}
