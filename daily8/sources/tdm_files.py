"""Asks a host what it says of all its pages (W3C TDMRep)."""

from urllib.parse import urljoin

from daily8.engine import http, reservations
from daily8.engine.reservations import Signal
from daily8.engine.sandbox import Sandbox, SandboxError
from daily8.sources.signals import Heard

_IN_TDM_FILE = "daily8.engine.reservations:in_tdm_file"


async def at_host(url: str, client: http.Client, sandbox: Sandbox) -> Heard:
    """What the host of this address says of all its pages; nothing where it cannot say at the moment."""
    place = urljoin(url, reservations.TDM_PATH)
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
    return {Signal.TDM_FILE: place if reserved else ""}
