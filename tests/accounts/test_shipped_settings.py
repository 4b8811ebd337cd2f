"""The settings that a site on the internet runs with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("choice", "silenced"), [("site", 2), ("preload", 0)])
def test_django_warns_of_nothing_where_the_site_has_an_address_with_tls(tmp_path, choice, silenced):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DAILY8_")}
    environment |= {
        "DAILY8_DATA": str(tmp_path),
        "DAILY8_SITE_URL": "https://news.example.org",
        "DAILY8_HTTPS_ONLY": choice,
        "DJANGO_SETTINGS_MODULE": "daily8.config.settings",
    }

    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert f"no issues ({silenced} silenced)" in done.stdout
