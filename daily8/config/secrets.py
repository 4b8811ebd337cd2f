"""The key that signs cookies and picture addresses, and seals the seeds of second locks."""

import contextlib
import os
import secrets
from pathlib import Path

from daily8.config.env import SHORTEST_SECRET, Environment, SettingsError


def keys(environment: Environment, folder: Path) -> tuple[str, str]:
    """Return the key of the site, and the one before it or "" for none."""
    key = environment.secret(
        "DAILY8_SECRET_KEY",
        "",
        "Key that signs sessions and picture addresses and seals second locks; empty means one is made and kept in"
        " DAILY8_DATA.",
    )
    before = environment.secret(
        "DAILY8_SECRET_KEY_BEFORE",
        "",
        "Key that the site had before, for one start under a new one, which seals second locks anew.",
    )
    return key or secret_key(folder), before


def secret_key(folder: Path) -> str:
    """Return the key kept in `folder`, made at the first call.

    Raises SettingsError where the folder cannot be written.
    """
    path = folder / "secret_key"
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        if not path.exists():
            _write(path, secrets.token_urlsafe(48))
        key = path.read_bytes().decode("ascii", "replace").strip()
        if len(key) < SHORTEST_SECRET or not key.isascii():
            raise SettingsError(
                f"DAILY8_DATA: the key in {path} is damaged; bring it back from a backup, or remove the file:"
                " a new one is made (readers have to sign in again)"
            )
        return key
    except OSError as error:
        raise SettingsError(
            f"DAILY8_DATA='{folder}': {error.strerror}; name a folder that daily8 may write to"
        ) from error


def _write(path: Path, key: str) -> None:
    """Write the key whole or not at all; of two processes that start together, one key wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(key, encoding="ascii")
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
