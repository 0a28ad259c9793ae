"""Settings shared by the demo, the tests and production, grouped by what they do for us."""

from django.utils.translation import gettext_lazy as _

from config.databases import database_settings
from config.env import env_bool, env_int, env_list, env_secret, env_text
from config.logs import logging_settings
from config.settings.accounts import *  # noqa: F403 -- how people sign in
from config.state import ROOT, state_folder

# --- Where things are -------------------------------------------------------------------------
BASE_DIR = ROOT
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
STATE_FOLDER = state_folder()
LOGGING = logging_settings()

# --- Who may talk to us -----------------------------------------------------------------------
SECRET_KEY = env_secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
SITE_URL = env_text("SITE_URL", "http://localhost:8000")
# How many of our own proxies stand in front and add to X-Forwarded-For.
TRUSTED_PROXIES = env_int("TRUSTED_PROXIES", 0)
SECURITY_CONTACT = env_text("SECURITY_CONTACT", "mailto:security@example.invalid")

# --- What the service does --------------------------------------------------------------------
DEMO = False
PUBLIC_READING = env_bool("PUBLIC_READING", default=False)
SWEEP_SECONDS = env_int("SWEEP_SECONDS", 15)
SECOND_FACTOR_ROLES = env_list("SECOND_FACTOR_ROLES")

# --- Parts ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    # Ours first: where two apps have a template of one name, ours is taken.
    "config",
    "ceasefire",
    "reports",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "rules",
    "template_partials",
]

MIDDLEWARE = [
    "config.middleware.answer_headers",
    "csp.middleware.CSPMiddleware",
    "config.middleware.forget_address",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.name_own_origin",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ceasefire.web.sessions.end_idle_session",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ceasefire.web.sessions.RequireSecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
    "ceasefire.web.errors.AnswerRefusals",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.menu.menu",
            ],
        },
    }
]

# --- Where the record is kept -----------------------------------------------------------------
DATABASES = {"default": database_settings()}
POSTGRES_BINARIES = env_text("POSTGRES_BINARIES", "")  # pg_dump and its like, if not on PATH
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False  # services own their transactions

# --- Broker, cache and background work --------------------------------------------------------
REDIS_URL = env_secret("REDIS_URL", "")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_RESULT_BACKEND = None
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SOFT_TIME_LIMIT = 300
CELERY_TASK_TIME_LIMIT = 360
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # a wake-up that fails is made good by the next sweep
# A request that wakes a worker tries a lost broker twice, at once: the row is saved already.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "interval_start": 0,
    "max_retries": 1,
    "socket_connect_timeout": 2,
    "visibility_timeout": 900,
}

# --- Mail: every letter is a row first --------------------------------------------------------
EMAIL_BACKEND = "ceasefire.outbox.backend.OutboxBackend"
DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = env_text("MAIL_FROM", "record@example.invalid")

# --- Pages ------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية")]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FILTERS_EMPTY_CHOICE_LABEL = _("all")
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = STATE_FOLDER / "static"
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "ceasefire.api.authentication.BearerToken",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["ceasefire.api.permissions.NamedPermission"],
    "DEFAULT_RENDERER_CLASSES": ["ceasefire.api.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_METADATA_CLASS": None,  # the schema describes what there is
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "ceasefire.api.problems.problem_answer",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "The ceasefire record",
    "DESCRIPTION": "What has been published of the record, as JSON.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["ceasefire.api.permissions.MayReadPublished"],
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": [],  # words of code lists stand where they are used
    "SWAGGER_UI_DIST": "SIDECAR",
    # Nothing is kept in the browser, and nobody is asked whether the schema is good.
    "SWAGGER_UI_SETTINGS": {
        "deepLinking": True,
        "persistAuthorization": False,
        "validatorUrl": None,
    },
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
}
