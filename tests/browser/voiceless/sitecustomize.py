"""A process that is started with this folder on its path has no voice installed, whatever this machine has."""

import sys

sys.modules["hibari"] = None  # type: ignore[assignment]
