"""Django's settings. What an installation chooses comes from environment variables (docs/office.md); all local."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from zhengping.errors import InputError
from zhengping.office.secret import kept_secret

PACKAGE = Path(__file__).parent
DATA = Path(os.environ.get("ZHENGPING_DATA", "office")).resolve()
"""Where the database, proofs, archives, mail and the secret live."""


def _database(address: str) -> dict[str, object]:
    """The database of an address; SQLite in the data folder where there is none."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "office.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise InputError("ZHENGPING_DATABASE：应为 postgresql://用户:密码@主机:端口/库名；不写则用 SQLite")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _listed(name: str, otherwise: str) -> list[str]:
    return [one.strip() for one in os.environ.get(name, otherwise).split(",") if one.strip()]


SECRET_KEY = os.environ.get("ZHENGPING_SECRET") or kept_secret(DATA)
DEBUG = False
ALLOWED_HOSTS = _listed("ZHENGPING_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = _listed("ZHENGPING_ORIGINS", "")
HTTPS = os.environ.get("ZHENGPING_HTTPS", "") == "1"
"""Behind a proxy that speaks TLS: cookies are secure, and the proxy's X-Forwarded-Proto is believed."""

DATABASES = {"default": _database(os.environ.get("ZHENGPING_DATABASE", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

APPS = [
    "core",
    "sheets",
    "departments",
    "accounts",
    "notices",
    "rounds",
    "results",
    "collection",
    "evidence",
    "registers",
    "assessment",
    "review",
    "appeals",
    "publication",
    "home",
]
"""The office's own applications; one imports only those above it, and `core` none (tests/office/test_layers.py)."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    *(f"zhengping.office.{name}" for name in APPS),
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
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zhengping.office.accounts.sessions.SessionsSeen",
    "csp.middleware.CSPMiddleware",
    "zhengping.office.core.errors.PlainErrors",
    "zhengping.office.accounts.forced.FirstThingsFirst",
    "zhengping.office.core.access.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zhengping.office.urls"
WSGI_APPLICATION = "zhengping.office.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhengping.office.core.context.office",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["zhengping.office.core.templatetags.office"],
        },
    }
]
FORM_RENDERER = "zhengping.office.core.forms.Renderer"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = os.environ.get("ZHENGPING_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
USE_I18N = True
LOCALE_PATHS: list[Path] = []
DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = "Y-m-d H:i"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 86400
STATICFILES_DIRS = [PACKAGE / "static"]
MEDIA_ROOT = DATA / "files"
"""Uploads; served as downloads by views only, never by their address."""
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["zhengping.office.assessment.uploading.RawNames"]

# --- who may sign in ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "zhengping.office.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "zhengping.office.accounts.passwords.TwoKindsOfCharacters"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "zhengping.office.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "zhengping.office.accounts.adapters.SocialAccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    **dict.fromkeys(["change_password", "reauthenticate", "login", "signup", "manage_email", "reset_password"]),
    "login_failed": "5/15m/key",
}
"""Codes of the second step: five wrong ones a person in a quarter of an hour. Passwords are counted by django-axes."""
MFA_ADAPTER = "zhengping.office.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "政评"
_FORMS_OF_ACCOUNTS = "zhengping.office.accounts.sign_in_forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS_OF_ACCOUNTS}.LoginForm",
    "change_password": f"{_FORMS_OF_ACCOUNTS}.ChangePasswordForm",
    "reauthenticate": f"{_FORMS_OF_ACCOUNTS}.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS_OF_ACCOUNTS}.AuthenticateForm",
    "reauthenticate": f"{_FORMS_OF_ACCOUNTS}.CodeAgainForm",
    "activate_totp": f"{_FORMS_OF_ACCOUNTS}.ActivateForm",
}
USERSESSIONS_TRACK_ACTIVITY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "zhengping.office.core.errors.out_of_date"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "zhengping.office.accounts.lockout.counted_name"
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "zhengping.office.accounts.lockout.locked_out"
AXES_VERBOSE = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, list[dict[str, object]]]] = {"openid_connect": {"APPS": []}}
if os.environ.get("ZHENGPING_OIDC_SERVER"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "oidc",
            "name": os.environ.get("ZHENGPING_OIDC_NAME", "统一身份认证"),
            "client_id": os.environ.get("ZHENGPING_OIDC_CLIENT", ""),
            "secret": os.environ.get("ZHENGPING_OIDC_SECRET", ""),
            "settings": {"server_url": os.environ["ZHENGPING_OIDC_SERVER"]},
        }
    ]
OIDC_CLAIM = os.environ.get("ZHENGPING_OIDC_CLAIM", "preferred_username")
"""Which claim of the identity is the name of the account."""
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_ONLY = False

# --- what a page may do -------------------------------------------------------------------------------------------
_SELF = ["'self'"]
_OIDC = urlsplit(os.environ.get("ZHENGPING_OIDC_SERVER", ""))
# A browser holds a form to its policy through the redirects that follow: the outside sign-in must be named.
_FORMS = [*_SELF, f"{_OIDC.scheme}://{_OIDC.netloc}"] if _OIDC.netloc else _SELF
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": _SELF,
        "style-src": _SELF,
        "img-src": ["'self'", "data:"],
        "font-src": _SELF,
        "connect-src": _SELF,
        "frame-src": _SELF,
        "form-action": _FORMS,
        "base-uri": ["'none'"],
        "frame-ancestors": _SELF,
        "manifest-src": _SELF,
    }
}

# --- mail ---------------------------------------------------------------------------------------------------------
EMAIL_HOST = os.environ.get("ZHENGPING_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("ZHENGPING_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ZHENGPING_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ZHENGPING_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ZHENGPING_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("ZHENGPING_MAIL_FROM", "zhengping@localhost")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "mail"

OFFICE_NAME = os.environ.get("ZHENGPING_OFFICE", "政府网站绩效评估办公室")
"""The commissioning office changed more than once; its name is the installation's to give."""
PROOF_LIMIT_MB = int(os.environ.get("ZHENGPING_PROOF_MB", "50"))
ALLOW_PRIVATE = os.environ.get("ZHENGPING_ALLOW_PRIVATE", "") == "1"
"""Sites at loopback and private addresses may be evaluated (the demonstration and the tests)."""
SITES_AT_ONCE = max(1, int(os.environ.get("ZHENGPING_SITES_AT_ONCE", "2")))
"""How many sites are evaluated at the same time."""
MAX_PAGES = int(os.environ.get("ZHENGPING_MAX_PAGES", "5000"))
CRAWL_DELAY = float(os.environ.get("ZHENGPING_DELAY", "0.5"))
CONTACT = os.environ.get("ZHENGPING_CONTACT", "https://github.com/zhengping/zhengping")
"""Stands in the user agent, so that a site's keeper finds who evaluates it."""
PROBES = os.environ.get("ZHENGPING_PROBES", "1") != "0"
"""Sites are tried in a browser too."""
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
