"""Django's settings, read once from the home that ZIGE_HOME names. What is missing or wrong is refused at start."""

import datetime as dt
from pathlib import Path

from csp.constants import NONE, SELF

from casework.config.database import database
from zige.store.home import open_home

HOME = open_home(None)
WEB = HOME.settings.web
SOURCE = Path(__file__).parent.parent

SECRET_KEY = HOME.keys.derived("web sessions and forms").hex()
DEBUG = False
DEMO = WEB.demo
"""Invented people on this machine alone: no second factor is asked for, and every page says so."""
ALLOWED_HOSTS = list(WEB.hosts)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in WEB.hosts]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "casework.ui",
    "casework.audit",
    "casework.jobs",
    "casework.accounts",
    "casework.exports",
    "casework.exchange",
    "casework.people",
    "casework.runs",
    "casework.reports",
    "casework.cases",
    "casework.decisions",
    "casework.payments",
    "casework.notices",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "casework.accounts.signing_in.session_limits.SessionLimits",
    "casework.accounts.middleware.JurisdictionMiddleware",
    "casework.accounts.page_access.PageAccess",
    "casework.ui.forms_alone.FormsAlone",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "casework.config.urls"
WSGI_APPLICATION = "casework.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "casework.config.page.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "casework.ui.templatetags.components",
                "casework.accounts.templatetags.places",
                "casework.accounts.templatetags.access",
            ],
        },
    }
]
FORM_RENDERER = "casework.ui.forms.Renderer"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DATABASES = {"default": database(HOME.path, WEB.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
PAGES = "casework.config.pages.PAGES"
LOGIN_URL = "accounts:sign_in"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "casework.accounts.signing_in.backend.AccountBackend",
]
# What is used of django-allauth are second factors alone: no e-mail, no sign-up, none of its pages.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "casework.accounts.signing_in.adapter.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
# Plain HTTP is for this machine alone, where browsers allow passkeys too.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not WEB.https
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "casework.accounts.views.sign_in.locked"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "credential"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# By name alone, on purpose: behind the city's proxy all have one address.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "casework.accounts.password_length.Length", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
]

SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = WEB.https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# The city's HTTPS server says so in this header; a browser that came once comes by HTTPS alone from then on.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if WEB.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if WEB.https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "static/"
FILE_UPLOAD_HANDLERS = [
    "casework.accounts.upload_limits.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = HOME.path / "incoming"
# Bytes that a form with files may have; every other page's is `upload_limits.USUAL`.
UPLOAD_LIMITS = {"exchange:deliver": (2 << 30) + (2 << 20)}
