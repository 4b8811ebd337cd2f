"""What is reached by https alone, where that is the site's address."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from daily8.config.env import Environment

# As long as the list that browsers carry with them asks for.
_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Transport:
    """What the site and the names below it are told to browsers to be, and what Django need not warn of."""

    host: str | None
    seconds: int
    below: bool
    preload: bool
    silenced: list[str]


def transport(environment: Environment, site_url: str) -> Transport:
    """Return what is by https alone: nothing where the site's address is another."""
    choice = environment.choice(
        "DAILY8_HTTPS_ONLY",
        "site",
        "What browsers reach by https alone for a year once DAILY8_SITE_URL is https: site, below (names below it,"
        " too), preload (for the list that browsers carry), or none.",
        of=("site", "below", "preload", "none"),
    )
    site = urlsplit(site_url)
    if site.scheme != "https" or choice == "none":
        # The web server in front sends http on, and says for how long, or nobody does.
        return Transport(None, 0, below=False, preload=False, silenced=["security.W004", "security.W008"])
    # Names below the site's, and a list that nobody is taken off for months, are their owner's to promise.
    below, preload = choice in ("below", "preload"), choice == "preload"
    unpromised = {"security.W005": below, "security.W021": preload}
    silenced = [check for check, promised in unpromised.items() if not promised]
    return Transport(site.netloc, _YEAR, below=below, preload=preload, silenced=silenced)
