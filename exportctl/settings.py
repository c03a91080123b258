"""All settings of exportctl, in one file, typed by `exportctl.env`."""

from pathlib import Path

from django.urls import reverse

from exportctl import env
from exportctl.rest import REST_FRAMEWORK as REST_FRAMEWORK
from exportctl.rest import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS

BASE = Path(__file__).resolve().parent.parent
EXPORTCTL_HOME = env.path("EXPORTCTL_HOME", BASE / "var")

# --- Who may call, and where -----------------------------------------------------------------
SECRET_KEY = env.secret("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = env.text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BASE_URL = env.text("BASE_URL", "http://localhost:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
PROXY_COUNT = env.number("PROXY_COUNT", 0)  # proxies in front, each of which adds to X-Forwarded-For
ROOT_URLCONF = "exportctl.urls"
DECISION_EFFECTS = "exportctl.effects.EFFECTS"  # what follows a decision, beside the urls
DECLARATIONS = "exportctl.declarations.DECLARATIONS"  # what is declared of each kind, beside the urls
ANNULLED_REFUSALS = "exportctl.effects.ANNULLED_REFUSALS"  # what of the list ends with one
OWN_WITHDRAWALS = "notifications.queries.procedures.own_withdrawals"  # of refusals, by who steps back
LISTING_REGIMES = "exportctl.effects.LISTING_REGIMES"  # under which rules its procedure runs, beside the urls
WSGI_APPLICATION = "exportctl.wsgi.application"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "exportctl.static.Files",
    "guardian",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "exportctl.core",
    "controllist",
    "licensing",
    "notifications",
    "exportctl.desks",
    "exportctl.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "exportctl.core.middleware.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "exportctl.core.middleware.PageCompressionMiddleware",
    "exportctl.core.middleware.LostConnectionMiddleware",
    "exportctl.core.replica.ReplicaMiddleware",
    "exportctl.core.page_middleware.open_session",
    "exportctl.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "exportctl.core.middleware.ReferenceMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "exportctl.core.page_middleware.know_person",
    "exportctl.core.page_middleware.end_session",
    "exportctl.core.page_middleware.carry_messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "exportctl.core.page_middleware.do_once",
    "exportctl.core.middleware.BrowserMiddleware",
    "exportctl.core.middleware.RequestLineMiddleware",
    "exportctl.core.middleware.DomainErrorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "exportctl.core.fixed_templates.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "exportctl.core.context.page",
            ],
            "builtins": ["exportctl.core.templatetags.words", "exportctl.core.templatetags.forms"],
        },
    },
]
FORM_RENDERER = "exportctl.core.forms.fields.HouseRenderer"

# --- What the apps give the kernel: it imports none of them, by name or by string -------------
ACTS = "exportctl.acts.ACTS"
TABLES = "exportctl.legal.TABLES"
MENU = "exportctl.menu.MENU"
LATE_READS = "exportctl.late_reads.PAGES"  # which pages may come from a replica
FRAME_FACTS = {"list_edition": "SELECT max(edition) FROM controllist_listhead"}  # SQL, for every page's foot
TODOS = "exportctl.todos.TODOS"
SEAT_ENDS = ("licensing.queries.assignees.if_seat_ends", "licensing.actions.assignments.tell_seat_ended")
NOTICE_EXCLUSIONS = "licensing.queries.conflicts.notice_exclusions"
CASE_TEXTS = "notifications.queries.case_texts.texts_of_cases"  # what a search finds besides
FILE_PLACES = "notifications.queries.notifications.place_of_file"
HIDDEN_NAMES = "notifications.queries.procedures.hidden_names"  # for the list, which knows no exporter
OPEN_WINDOW = "notifications.queries.procedures.open_window"  # nor any procedure
ENTRY_CHANGES = "notifications.actions.entries.tell_exporters"  # whose item was listed learns of a change
ABSOLUTE_URL_OVERRIDES = {  # the pages of a lower app’s nouns, where a higher one shows them
    "licensing.authorisationrequest": lambda request: reverse("desks:case", args=[request.reference]),
    "licensing.authorisation": lambda it: reverse("desks:authorisation", args=[it.reference]),
    "licensing.denial": lambda denial: reverse("desks:denial", args=[denial.reference]),
    "licensing.customsenquiry": lambda it: reverse("desks:customs_enquiry", args=[it.reference]),
    "licensing.customshold": lambda hold: reverse("desks:customs_hold", args=[hold.pk]),
    "licensing.stateconsultation": lambda question: reverse("desks:state_consultation", args=[question.pk]),
    "licensing.explainedgrant": lambda grant: reverse("desks:explained_grant", args=[grant.pk]),
    "licensing.sharedrequirement": lambda shared: reverse("desks:shared_requirement", args=[shared.pk]),
    "licensing.passeddenial": lambda passed: reverse("desks:passed_denial", args=[passed.denial.reference]),
    "licensing.decision": lambda decision: reverse("desks:requirement", args=[decision.pk]),
    "licensing.decisionperiodchange": lambda act: reverse("desks:decision_period_change", args=[act.pk]),
    "licensing.dutyturn": lambda turn: reverse("desks:duty_roster"),
    "licensing.routingrule": lambda rule: reverse("desks:routing_rule", args=[rule.pk]),
    "licensing.pendingact": lambda act: reverse("desks:pending_act", args=[act.pk]),
    "licensing.denialimport": lambda table: reverse("desks:denial_import", args=[table.pk]),
    "licensing.letterheadchange": lambda change: reverse("desks:letterhead_change", args=[change.pk]),
    "licensing.consultation": lambda it: reverse("desks:consultation_response", args=[it.pk, it.token]),
    "licensing.classificationquestion": lambda it: reverse(
        "desks:classification_question", args=[it.reference]
    ),
    "licensing.generalregistration": lambda it: reverse("desks:general_registration", args=[it.pk]),
    "licensing.generalbar": lambda bar: reverse("desks:general_bar", args=[bar.pk]),
    "licensing.generaledition": lambda edition: reverse("desks:general_edition", args=[edition.pk]),
    "licensing.endusestatementlink": lambda link: reverse("desks:sign_statement", args=[link.token]),
    "licensing.registration": lambda registration: reverse("desks:registration", args=[registration.pk]),
    "licensing.amendment": lambda amendment: reverse("desks:notification", args=[amendment.reference]),
    "licensing.requestdraft": lambda draft: reverse("desks:notification", args=[draft.reference]),
    "notifications.catchallnotification": lambda it: reverse("desks:notification", args=[it.reference]),
    "licensing.restrictivemeasure": lambda measure: reverse("desks:measure", args=[measure.number]),
    "notifications.rulesetselection": lambda _selection: reverse("desks:choose_rule_set"),
}
EVENT_FEED = "exportctl.desks.api.queries.events.events_after"  # what receivers of events are sent
SWEEPS = (
    "notifications.tasks.CLOSING",
    *(
        f"exportctl.core.rules.heartbeats.{name}"
        for name in ("NOTICES", "DIGESTS", "FILES", "EVENTS", "PASSWORD_LINKS", "PURGE", "SEAL")
    ),
    *(
        f"licensing.tasks.{name}"
        for name in (
            *("BODY_MAILS", "REMINDERS", "GENERAL", "RENDERING", "IMPORTS"),
            *("SCREENING", "COMPARING", "SANCTIONS", "SEARCH"),
        )
    ),
    "controllist.tasks.PUBLISHING",
    "controllist.tasks.EDITIONS",
)

# --- PostgreSQL, the only database (docs/adr/0001) -------------------------------------------
# Two roles: the owner migrates, the application's role runs and may change no legal row.
DATABASES = env.databases()
REPLICA_LAG_SECONDS = env.number("REPLICA_LAG_SECONDS", 3)  # behind by more, it is not read
DATABASE_ROUTERS = ["exportctl.core.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Celery: carries work, knows nothing that PostgreSQL does not -----------------------------
BROKER_URL = env.secret("BROKER_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 1800}  # longer than any task may run
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_TASK_DEFAULT_QUEUE = "default"
_BY_THE_WAY = ("renew_search", "import_items", "take_sanctions_lists")
CELERY_TASK_ROUTES = {
    "licensing.tasks.write_to_bodies": {"queue": "notify"},
    **{f"licensing.tasks.{name}": {"queue": "jobs"} for name in ("screen_jobs", "compare_with_list")},
    **{f"licensing.tasks.{name}": {"queue": "default"} for name in _BY_THE_WAY},
    "licensing.tasks.*": {"queue": "pdf"},
    "controllist.tasks.set_edition": {"queue": "pdf"},
    "exportctl.core.tasks.scan_files": {"queue": "files"},
    "exportctl.core.tasks.purge_idempotency_records": {"queue": "default"},
    "exportctl.core.tasks.*": {"queue": "notify"},
}
CELERY_BEAT_SCHEDULER = "redbeat.RedBeatScheduler"
CELERY_REDBEAT_REDIS_URL = BROKER_URL
CELERY_REDBEAT_LOCK_TIMEOUT = 25  # a second beat takes over within half a minute
CELERY_BEAT_MAX_LOOP_INTERVAL = 5


def _every(seconds: int, task: str) -> dict[str, object]:
    """A sweep; one that waited longer than its period is dropped, for the next does the same work."""
    return {"task": task, "schedule": float(seconds), "options": {"expires": float(seconds)}}


CELERY_BEAT_SCHEDULE = {
    "deliver events": _every(5, "exportctl.core.tasks.deliver_events_to_receivers"),
    "close procedures": _every(30, "notifications.tasks.close_procedures"),
    "drain notices": _every(30, "exportctl.core.tasks.drain_notices"),
    "send password links": _every(5, "exportctl.core.tasks.send_password_links"),
    "send digests": _every(60, "exportctl.core.tasks.send_digests"),
    "scan files": _every(10, "exportctl.core.tasks.scan_files"),
    "compare with list": _every(30, "licensing.tasks.compare_with_list"),
    "screen jobs": _every(5, "licensing.tasks.screen_jobs"),
    "publish the list": _every(10, "controllist.tasks.publish_list"),
    "set the edition": _every(30, "controllist.tasks.set_edition"),
    "import items": _every(30, "licensing.tasks.import_items"),
    "render documents": _every(10, "licensing.tasks.render_documents"),
    "remind of questions": _every(60, "licensing.tasks.send_reminders"),
    "write to bodies": _every(30, "licensing.tasks.write_to_bodies"),
    "take sanctions lists": _every(30, "licensing.tasks.take_sanctions_lists"),
    "renew search documents": _every(60, "licensing.tasks.renew_search"),
    "remind of general authorisations": _every(3600, "licensing.tasks.remind_of_general_authorisations"),
    "purge idempotency records": _every(3600, "exportctl.core.tasks.purge_idempotency_records"),
}

# --- Cache: throttles only; fails open (docs/adr/0002) ----------------------------------------
CACHES = {"default": {"BACKEND": "exportctl.core.cache.FailOpenCache", "LOCATION": BROKER_URL}}

# --- Accounts ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "exportctl.core.accounts.DemonstrationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ANONYMOUS_USER_NAME = None  # guardian: nobody is somebody
ACCOUNT_ADAPTER = "exportctl.core.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {
    "login": "exportctl.core.forms.accounts.SignInForm",
    "reset_password": "exportctl.core.forms.accounts.ForgottenForm",
    "reset_password_from_key": "exportctl.core.forms.accounts.NewPasswordForm",
    "change_password": "exportctl.core.forms.accounts.ChangePasswordForm",
}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by administrators, addresses known to them
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # an address without an account gets no mail from us
# Nobody's mistakes lock out another: what counts is one address trying one account (axes, below). Of an address
# alone the limits are those of an office behind one address, and an account alone has none.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "register": "20/m/ip",
    "register_mailbox": "5/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT
ACCOUNT_SESSION_REMEMBER = False
LOGIN_REDIRECT_URL = "core:home"
LOGIN_URL = "account_login"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "exportctl.core.whereabouts.account_of"
AXES_CLIENT_IP_CALLABLE = "exportctl.core.whereabouts.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = "account/locked.html"

# --- Sessions, cookies, headers ---------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_LONGEST_SECONDS = 8 * 3600  # signed in at most, however busy somebody is
SESSION_COOKIE_AGE = 72 * 3600  # the row outlives that by a weekend, and says whose a late form is
SESSION_IDLE_SECONDS = 60 * env.number("SESSION_IDLE_MINUTES", 60)
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "exportctl.core.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
PERMISSIONS_POLICY = "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{
            name: ["'self'"] for name in ("script-src", "style-src", "font-src", "connect-src", "form-action")
        },
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# --- Languages, time --------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")]
LOCALE_PATHS = [BASE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"  # what people read; everything stored is UTC
FORMAT_MODULE_PATH = ["exportctl.core.formats"]

# --- Static files -----------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE / "static"]
STATIC_ROOT = env.path("STATIC_ROOT", EXPORTCTL_HOME / "static")
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "webp", "woff2", "gz", "map")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "exportctl.static.Storage"},
}

# --- Files, mail ------------------------------------------------------------------------------
FILES_ROOT = env.path("FILES_ROOT", EXPORTCTL_HOME / "files")
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_SCANNER = env.text("FILE_SCANNER", "exportctl.core.scanning.NoScanner")
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS", "")
MAIL_DIRECTORY = EXPORTCTL_HOME / "mail"
MAIL_FROM = env.text("MAIL_FROM", "exportctl <no-reply@exportctl.example>")
EMAIL_HOST = env.text("SMTP_HOST", "")
EMAIL_PORT = env.number("SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.secret("SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.flag("SMTP_TLS", True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "exportctl.core.mail.DirectoryBackend"
)
DEFAULT_FROM_EMAIL = MAIL_FROM

# --- Signing ----------------------------------------------------------------------------------
SIGNING_KEY_FILE = env.path("SIGNING_KEY_FILE", EXPORTCTL_HOME / "keys" / "signing.pem")
CREATE_SIGNING_KEY = env.flag("CREATE_SIGNING_KEY", False)
SEAL_KEYS = env.path("SEAL_KEYS", EXPORTCTL_HOME / "keys")  # seal-XX.p12, of the authority of each state
SEAL_PASSWORD = env.secret("SEAL_PASSWORD", "")  # of those files
AUDIT_HEAD_FILE = env.text("AUDIT_HEAD_FILE", str(EXPORTCTL_HOME / "keys" / "audit-head"))
KEY_HISTORY_FILE = env.text("KEY_HISTORY_FILE", str(EXPORTCTL_HOME / "keys" / "key-history"))
LOG_ORIGIN = env.text("LOG_ORIGIN", "exportctl.example/list")
LOG_DIRECTORY = env.text(
    "LOG_DIRECTORY", str(EXPORTCTL_HOME / "published")
)  # the list's log as files; empty: none

# --- The regime -------------------------------------------------------------------------------
# Do entries made under rules that are not law bind in screening? A demonstration says yes (docs/adr/0004).
LIST_BINDS = env.text("LIST_BINDS", "")


SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # e-mail addresses are unique in lower case (constraint user_email_once)
    "guardian.W001",  # access is derived from live seats, not from guardian's backend (docs/adr/0005)
    *([] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]),
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},  # its progress says nothing that a letter does not
        "fontTools": {"level": "ERROR"},
    },
}
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "security@exportctl.example")
LIST_CONTACT = env.text("LIST_CONTACT", "list@exportctl.example")  # for makers
ACCESSIBILITY_CONTACT = env.text("ACCESSIBILITY_CONTACT", "accessibility@exportctl.example")
EMAIL_SUBJECT_PREFIX = ""
