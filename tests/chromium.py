"""The browser of the tests and the benches: which one, and how it is started."""

import os
import shutil

_NAMES = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")

# None where there is none; the variable CHROMIUM names another one.
PROGRAM = next(filter(None, map(shutil.which, filter(None, _NAMES))), None)
# Chromium without its windows, where it is installed: the same pages at a third of what each new reader costs.
# It cannot install a site as an app.
LIGHT = shutil.which("chromium-headless-shell") or PROGRAM
# As root, and so that it calls nobody but the site.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
