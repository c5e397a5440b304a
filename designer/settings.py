"""Django's settings; all that differs from one place to another comes from the environment."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from designer import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "data")
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"

DEBUG = env.switch("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", kept_in=DATA_DIR / "secret_key")
PORT = env.number("PORT", 8000, at_least=1)
HOST = env.text("HOST", "127.0.0.1")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", f"http://{HOST}:{PORT}")
IS_PUBLIC = not (env.is_loopback(HOST) and env.is_loopback(urlsplit(SITE_URL).hostname or ""))
BEHIND_HTTPS = env.switch("BEHIND_HTTPS", default=SITE_URL.startswith("https://"))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "designer",
    "campaigns",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "designer.headers.ContentPolicyMiddleware",
]

ROOT_URLCONF = "designer.urls"
ASGI_APPLICATION = "designer.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The database: SQLite in DATA_DIR, or what DATABASE_URL names.
DATABASE_URL = env.text("DATABASE_URL")
DB_POOL = env.switch("DB_POOL", default=False)


def _sqlite() -> dict[str, Any]:
    file = DATA_DIR / "designer.sqlite3"
    return {"ENGINE": "campaigns.sqlite", "NAME": file, "CONN_MAX_AGE": None, "OPTIONS": {"timeout": 30}}


def _from_url(url: str) -> dict[str, Any]:
    """Under ASGI a pool serves the threads; a worker's child keeps its one connection instead."""
    database: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=0 if DB_POOL else 600))
    database["CONN_HEALTH_CHECKS"] = not DB_POOL
    if DB_POOL:
        size = {"min_size": 2, "max_size": env.number("DB_POOL_SIZE", 20, at_least=2)}
        database.setdefault("OPTIONS", {})["pool"] = size
    return database


DATABASES = {"default": _from_url(DATABASE_URL) if DATABASE_URL else _sqlite()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis, when given, carries wake-ups between machines and frames to the consoles.
REDIS_URL = env.text("REDIS_URL")


def _channel_layer() -> dict[str, Any]:
    if not REDIS_URL:
        return {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    # Without socket_timeout None redis-py cuts a console off after five quiet seconds.
    hosts = [{"address": REDIS_URL, "socket_timeout": None}]
    return {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": hosts, "capacity": 1000}}


CHANNEL_LAYERS = {"default": _channel_layer()}


def _cache() -> dict[str, Any]:
    if not REDIS_URL:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}


CACHES = {"default": _cache()}

LANES = ("trigger", "batch", "delivery")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_QUEUES: dict[str, dict[str, str]] = {lane: {} for lane in LANES}
CELERY_TASK_DEFAULT_QUEUE = "trigger"
CELERY_TASK_ACKS_LATE = False  # a wake-up that is lost is found again by the sweep
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_DB_REUSE_MAX = 1_000_000  # otherwise Celery closes the database connection around each task
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 5, "socket_keepalive": True}
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "campaigns.sweep", "schedule": 1.0, "options": {"queue": "trigger", "expires": 5}},
    "tidy": {"task": "campaigns.tidy", "schedule": 60.0, "options": {"queue": "batch", "expires": 60}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# Webhooks call addresses of the public internet only; true lets them into this machine's own networks too.
WEBHOOKS_MAY_BE_PRIVATE = env.switch("WEBHOOKS_MAY_BE_PRIVATE", default=False)

# Campaigns that start each other, through triggers or requests, stop after so many (F11).
LOOP_LIMIT = env.number("LOOP_LIMIT", 20, at_least=1)

# Mail leaves by the server that EMAIL_HOST names. Without one it is written into files, and nothing goes out unmeant.
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 25, at_least=1)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.switch("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = env.switch("EMAIL_USE_SSL", default=False)
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 30, at_least=1)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
# Whoever reports bounces and complaints to /m/events must know it; without one that door is shut.
MAIL_EVENTS_SECRET = env.text("MAIL_EVENTS_SECRET")

# The Marketo-compatible API: what one API user may call. A limit of 0 a day is none.
API_CALLS_PER_20_SECONDS = env.number("API_CALLS_PER_20_SECONDS", 2_000, at_least=1)
API_CALLS_AT_ONCE = env.number("API_CALLS_AT_ONCE", 50, at_least=1)
API_CALLS_PER_DAY = env.number("API_CALLS_PER_DAY", 0)
API_PROGRAM_CLONES_PER_DAY = env.number("API_PROGRAM_CLONES_PER_DAY", 0)  # by schedule with cloneToProgramName
API_TOKEN_IN_URL = env.switch("API_TOKEN_IN_URL", default=True)  # old clients know no other way

# Files in bulk, per workspace. Of exports at most so many are written at once, and further ones wait; a limit of 0 MB a
# day is none.
BULK_EXPORTS_AT_ONCE = env.number("BULK_EXPORTS_AT_ONCE", 2, at_least=1)
BULK_EXPORTS_QUEUED = env.number("BULK_EXPORTS_QUEUED", 10, at_least=1)
BULK_EXPORT_MB_PER_DAY = env.number("BULK_EXPORT_MB_PER_DAY", 0)
BULK_EXPORT_DAYS = env.number("BULK_EXPORT_DAYS", 31, at_least=1)  # that a range may span
BULK_EXPORTS_KEPT_DAYS = env.number("BULK_EXPORTS_KEPT_DAYS", 7, at_least=1)
BULK_IMPORTS_QUEUED = env.number("BULK_IMPORTS_QUEUED", 10, at_least=1)

# People, sessions and what the browser may do.
AUTH_USER_MODEL = "campaigns.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
DEMO_USERNAME = env.text("DEMO_USERNAME", "demo")
KNOWN_DEMO_PASSWORD = "demo-demo-demo"  # where only this machine asks for it
DEMO_PASSWORD = (
    env.secret("DEMO_PASSWORD", kept_in=DATA_DIR / "demo_password")[:24]
    if IS_PUBLIC
    else env.text("DEMO_PASSWORD", KNOWN_DEMO_PASSWORD)
)
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in"
# Browsers share cookies between ports, so two instances on one machine need names of their own.
SESSION_COOKIE_NAME = f"designer_session_{PORT}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 24 * 60 * 60 if BEHIND_HTTPS else 0)
# The proxy leads from http to https; of other hosts of the domain nothing is known here.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "designer.api.schema.Described",
    "EXCEPTION_HANDLER": "designer.api.errors.answer_error",
    # Per address; behind HTTPS one proxy of ours stands in between and says whose the address is.
    "DEFAULT_THROTTLE_RATES": {"tracker": "300/min", "form": "30/min"},
    "NUM_PROXIES": 1 if BEHIND_HTTPS else 0,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Campaign designer",
    "DESCRIPTION": "What the designer's own pages speak.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "COMPONENT_SPLIT_REQUEST": True,
    "OAS_VERSION": "3.1.0",  # pydantic's values are described in its terms
    "POSTPROCESSING_HOOKS": [],  # choices stand where they are used; shared names would be numbers
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none", "filter": True},
    "REDOC_DIST": "SIDECAR",
}

# Text, time and files.
LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # nothing to collect: files are served from where they lie
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/app/assets/"  # Vite puts a hash into these names
STATICFILES_DIRS = [("app", FRONTEND_DIST)] if FRONTEND_DIST.is_dir() else []
MEDIA_ROOT = DATA_DIR / "files"

LOG_LEVEL = env.text("LOG_LEVEL", "INFO").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "uvicorn.access": {"level": "WARNING"},
        "uvicorn.error": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},  # it would tell each webhook's address, with what secrets stand in it
    },
}
