"""Asks a host what it says of all its pages (W3C TDMRep)."""

from urllib.parse import urljoin

from daily8.engine import http, reservations
from daily8.engine.sandbox import Sandbox, SandboxError

_IN_TDM_FILE = "daily8.engine.reservations:in_tdm_file"


def place_of(url: str) -> str:
    """Return the address of the file that speaks for this page."""
    return urljoin(url, reservations.TDM_PATH)


async def at_host(url: str, client: http.Client, sandbox: Sandbox) -> dict[str, bool]:
    """Whether the file that speaks for this page reserves it, by its address; nothing where it cannot say now."""
    place = place_of(url)
    try:
        response = await client.get(place, limits=http.ROBOTS, accept="application/json, */*")
        if response.status >= 500 or response.status == 429:
            return {}
        reserved = response.status == 200 and await sandbox.run(_IN_TDM_FILE, response.body, answer=bool)
    except http.FetchError:
        return {}
    except SandboxError:
        # Something else stands there, a page that says "not found" for instance.
        reserved = False
    return {place: reserved}
