"""The folder of data: whose it is, what room there is, and what lies in it."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from daily8.operating.diagnosis.findings import Finding, fail, ok, warn

MEGABYTE = 1_000_000
_FULL, _NARROW = 100, 1000
_FEW_INODES, _SOME_INODES = 1000, 10_000


class Folder:
    """A folder that daily8 writes to."""

    def __init__(self, path: Path):
        self._path = path

    def access(self) -> Iterator[Finding]:
        """Whether daily8 may write to it, and others may not read its key."""
        name = f"{self._path.absolute()}"
        if not self._path.is_dir():
            yield fail(
                "folder", f"there is no folder {name}", "set DAILY8_DATA to one, or start daily8, which makes it"
            )
            return
        try:
            with tempfile.TemporaryFile(dir=self._path):
                pass
        except OSError as error:
            yield fail("folder", f"{name} cannot be written to: {error.strerror}", self._way_out(error))
            return
        yield from self._files()
        key = self._path / "secret_key"
        if key.exists() and key.stat().st_mode & 0o077:
            yield warn("folder", f"others on this machine can read {key}", f"chmod 600 {key}")
            return
        yield ok("folder", f"{name}, of {_owner(self._path)}")

    def room(self) -> Iterator[Finding]:
        """Whether there is room on its disk, for bytes and for files."""
        if not self._path.is_dir():
            return
        free = shutil.disk_usage(self._path).free // MEGABYTE
        more = "remove old backups, lower DAILY8_PICTURES_MB, or give it a larger disk"
        if free < _FULL:
            yield fail(
                "disk", f"{free} MB are free in {self._path.absolute()}: nothing more can be written soon", more
            )
        elif free < _NARROW:
            yield warn("disk", f"{free} MB are free in {self._path.absolute()}", more)
        else:
            yield ok("disk", f"{free} MB free")
        told = os.statvfs(self._path)
        if told.f_files and told.f_favail < _SOME_INODES:
            found = fail if told.f_favail < _FEW_INODES else warn
            yield found("disk", f"only {told.f_favail} more files fit on it (inodes)", more)

    def _way_out(self, error: OSError) -> str:
        user = _name(os.geteuid())
        if isinstance(error, PermissionError):
            owner = _owner(self._path)
            return f"it belongs to {owner}, and daily8 runs as {user}: chown -R {user} {self._path.absolute()}"
        return "make room, or mount it for writing"

    def _files(self) -> Iterator[Finding]:
        """Files of ours that somebody else has made: what was once run as root is the usual one."""
        for path in sorted(self._path.iterdir()):
            if not os.access(path, os.R_OK | os.W_OK):
                user = _name(os.geteuid())
                yield fail(
                    "folder",
                    f"{path} belongs to {_owner(path)} and cannot be written to by {user}",
                    f"chown -R {user} {self._path.absolute()}",
                )
                return


def _owner(path: Path) -> str:
    return _name(path.stat().st_uid)


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
