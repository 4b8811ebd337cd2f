"""Keeps tests away from the data and the settings of whoever runs them; loaded before Django is."""

import atexit
import os
import shutil
import tempfile

# Settings of the tests themselves, and those that tell them where to run.
KEPT = {"DAILY8_SHARED", "DAILY8_TEST_DATABASE_URL", "DAILY8_REQUIRE_BROWSER"}

for name in [name for name in os.environ if name.startswith("DAILY8_") and name not in KEPT]:
    del os.environ[name]
os.environ["DAILY8_DATA"] = folder = tempfile.mkdtemp(prefix="daily8-tests-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
