"""Django's settings for the tests: a data folder of their own, quick passwords, mail in memory."""

import os
import tempfile

os.environ["ZHENGPING_DATA"] = tempfile.mkdtemp(prefix="zhengping-office-")
os.environ.setdefault("ZHENGPING_ALLOW_PRIVATE", "1")

from zhengping.office.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if not os.environ.get("ZHENGPING_DATABASE"):
    # A file as in an installation: in memory, SQLite refuses what happens at the same moment instead of waiting.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}  # noqa: F405
