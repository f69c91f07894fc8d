"""Settings of the tests: a home of their own, quick password hashes, static files as they are."""

import os
import tempfile

os.environ["VUNGMANH_HOME"] = tempfile.mkdtemp(prefix="vungmanh-tests-")
os.environ["VUNGMANH_TODAY"] = "2019-12-20"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the many processes of the tests compile the program once, not each

from vungmanh.settings import *  # noqa: F403  (the home must be set before the settings are read)

DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
