"""All checks of a site whose settings can be read, in the order of what stands on what."""

from collections.abc import Iterator

from daily8.operating.diagnosis import connections, findings, reading, services, storage, time_of_day, upkeep, web
from daily8.operating.diagnosis.findings import Finding, State

# Without tables of this version these have nothing to look at.
_OF_ROWS = (
    storage.log,
    storage.integrity,
    storage.key,
    reading.feeds,
    reading.queue,
    reading.stale_locks,
    services.models,
    services.letters,
)
_BEFORE = (storage.engine, storage.database, storage.migrations)
_AFTER = (
    reading.worker,
    services.embedding,
    services.mail,
    connections.in_the_open,
    web.port,
    web.address,
    web.static_files,
    upkeep.backups,
    upkeep.unfinished,
)


def site(*, deep: bool, network: bool) -> Iterator[Finding]:
    """Look at the site that the settings name; `deep` reads all of the database, `network` asks others."""
    found = list(findings.of(_BEFORE))
    yield from found
    if all(one.state != State.FAIL for one in found):
        rows = [check for check in _OF_ROWS if network or check is not services.models]
        if deep:
            rows[rows.index(storage.integrity)] = storage.whole
        yield from findings.of(rows)
    yield from findings.of((time_of_day.beside_files, *([time_of_day.beside_others] if network else [])))
    yield from findings.of(_AFTER)
