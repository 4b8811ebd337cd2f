"""A backup: one ZIP file of members packed with Zstandard, and a manifest with the digest of each.

Its members can be read without daily8: `unzip`, `zstd -d`, a line of JSON for each row.
"""

import hashlib
import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, Self

from daily8.operating.errors import NotOneOfOurs, Occupied, OperatingError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FORMAT = 1
MANIFEST = "manifest.json"
_LEVEL = 3
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table; `next_key` is the last key that the database gave, 0 where it gives none."""

    name: str
    columns: list[str]
    rows: int
    next_key: int

    @property
    def member(self) -> str:
        """The member that holds the rows."""
        return f"tables/{self.name}.jsonl.zst"


@dataclass(slots=True)
class Manifest:
    """What a backup holds, and of what it was made; `key` is the digest of the key of the site."""

    daily8: str
    made_at: str
    database: str
    key: str
    migrations: list[tuple[str, str]]
    tables: list[Table] = field(default_factory=list)
    members: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(table.rows for table in self.tables)

    @property
    def files(self) -> list[str]:
        """The names of the files of the data folder, as they lie there."""
        return [name.removeprefix("files/").removesuffix(".zst") for name in self.members if _is_file(name)]


class Writer:
    """Writes members into an archive."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest):
        self._archive = archive
        self._manifest = manifest

    def write(self, member: str, parts: Iterable[bytes]) -> int:
        """Write a member of these parts; return how many there were."""
        count = 0
        information = zipfile.ZipInfo(member, date_time=(1980, 1, 1, 0, 0, 0))
        information.external_attr = 0o600 << 16
        with self._archive.open(information, "w", force_zip64=True) as raw:
            digested = _Digested(raw)
            with zstd.ZstdFile(digested, "w", level=_LEVEL) as packed:
                for part in parts:
                    packed.write(part)
                    count += 1
            if not count:
                # Of nothing it writes nothing, and then could not read it.
                digested.write(zstd.compress(b""))
        self._manifest.members[member] = digested.hexdigest()
        return count

    def write_file(self, name: str, path: Path) -> None:
        """Write a file of the data folder."""
        with path.open("rb") as file:
            self.write(f"files/{name}.zst", iter(lambda: file.read(_CHUNK), b""))

    def finish(self) -> None:
        """Write the manifest, which makes the archive whole."""
        self._archive.writestr(MANIFEST, json.dumps(asdict(self._manifest), ensure_ascii=False, indent=1))


@contextmanager
def writing(path: Path, manifest: Manifest) -> Iterator[Writer]:
    """Make an archive; it is at `path` when the block has ended well, whole and on the disk, else nothing is."""
    if path.exists():
        # To read a large site for nothing takes minutes.
        raise _occupied(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with _private(unfinished) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                writer = Writer(archive, manifest)
                yield writer
                writer.finish()
            file.flush()
            os.fsync(file.fileno())
        _name(unfinished, path)
    except OSError as error:
        raise OperatingError(
            f"{error.filename or path}: {error.strerror or error}; name a file where there is room, in a folder"
            " that daily8 may write to"
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _private(path: Path) -> IO[bytes]:
    """Open a new file that only its owner reads: it holds the key of the site."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")


def _name(unfinished: Path, path: Path) -> None:
    """Give a finished file its name, unless there is one of this name, even one that came just now."""
    try:
        os.link(unfinished, path)
    except FileExistsError as error:
        raise _occupied(path) from error
    except OSError:
        # There are disks without second names.
        if path.exists():
            raise _occupied(path) from None
        unfinished.rename(path)
    settle(path.parent)


def _occupied(path: Path) -> Occupied:
    return Occupied(f"{path} exists; name another file, or remove it")


def settle(folder: Path) -> None:
    """See to it that the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Reader:
    """Reads an archive; what it says is not believed before `verify`."""

    def __init__(self, path: Path):
        self.path = path
        try:
            self._archive = zipfile.ZipFile(path)
            self.manifest = _manifest(self._archive)
        except OSError as error:
            raise OperatingError(f"{path}: {error.strerror or error}") from error
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
            raise NotOneOfOurs(f"{path} is no backup of daily8, or its end is missing ({error})") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    @property
    def size(self) -> int:
        """How many bytes its members have."""
        return sum(one.file_size for one in self._archive.infolist())

    def verify(self, step: Callable[[int], object]) -> None:
        """Compare the digest of every member with the manifest; tell `step` how many bytes were read."""
        named = set(self._archive.namelist()) - {MANIFEST}
        if strange := named.symmetric_difference(self.manifest.members):
            raise NotOneOfOurs(f"{self.path}: {min(strange)} is not both in the file and in its manifest")
        for name, digest in self.manifest.members.items():
            if self._digest(name, step) != digest:
                raise NotOneOfOurs(
                    f"{self.path}: {name} is not what was written (its SHA-256 differs); use another backup"
                )

    def _digest(self, name: str, step: Callable[[int], object]) -> str:
        digest = hashlib.sha256()
        try:
            with self._archive.open(name) as raw:
                while part := raw.read(_CHUNK):
                    digest.update(part)
                    step(len(part))
        except (zipfile.BadZipFile, EOFError) as error:
            raise NotOneOfOurs(f"{self.path}: {name} is not what was written ({error}); use another") from error
        return digest.hexdigest()

    @contextmanager
    def lines(self, table: Table) -> Iterator[Iterator[bytes]]:
        """Give the rows of a table, a line each."""
        with self._archive.open(table.member) as raw, zstd.ZstdFile(raw) as unpacked:
            yield iter(io.BufferedReader(unpacked, _CHUNK))

    def extract(self, name: str, path: Path) -> None:
        """Write a file of the data folder to a path."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            self._archive.open(f"files/{name}.zst") as raw,
            zstd.ZstdFile(raw) as unpacked,
            _private(path) as written,
        ):
            while part := unpacked.read(_CHUNK):
                written.write(part)
            written.flush()
            os.fsync(written.fileno())


class _Digested(io.RawIOBase):
    """Hands on what is written, and knows its digest."""

    def __init__(self, file: IO[bytes]):
        self._file = file
        self._digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._digest.update(data)
        return self._file.write(data)

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise ValueError("its manifest is too long")
    told = json.loads(archive.read(MANIFEST))
    if not isinstance(told, dict) or not isinstance(told.get("format"), int):
        raise ValueError("its manifest has no format")
    if told["format"] > FORMAT:
        raise ValueError(f"its format {told['format']} is newer than this daily8 reads")
    told["tables"] = [Table(**table) for table in told["tables"]]
    told["migrations"] = [(str(app), str(name)) for app, name in told["migrations"]]
    manifest = Manifest(**told)
    for name in manifest.members:
        _refuse_strange(name)
    return manifest


def _refuse_strange(name: str) -> None:
    """Raise ValueError for a member that would be written somewhere else than into its folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.parts[0] not in ("tables", "files") or "\\" in name:
        raise ValueError(f"it has a member {name!r}")


def _is_file(name: str) -> bool:
    return name.startswith("files/")
