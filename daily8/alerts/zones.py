"""Time zones to choose from, by the part of the world, with cities as readers call them."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import Locale, get_global
from babel.dates import get_timezone_location
from django.utils.translation import gettext, gettext_lazy

Group = tuple[str, Sequence[tuple[str, str]]]
# What the system's list of zones has beside zones.
_NO_ZONES = {"localtime", "Factory"}
_REGIONS = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("America"),
    "Antarctica": gettext_lazy("Antarctica"),
    "Arctic": gettext_lazy("Arctic"),
    "Asia": gettext_lazy("Asia"),
    "Atlantic": gettext_lazy("Atlantic Ocean"),
    "Australia": gettext_lazy("Australia"),
    "Europe": gettext_lazy("Europe"),
    "Indian": gettext_lazy("Indian Ocean"),
    "Pacific": gettext_lazy("Pacific Ocean"),
}


def exists(name: str) -> bool:
    """Whether there is such a zone, under this name."""
    return name in available_timezones() - _NO_ZONES


def groups(language: str, own: str, now: datetime) -> list[tuple[str, str] | Group]:
    """Return what to choose from: the site's zone, named `own`, for who does not choose, then all in groups."""
    site: tuple[str, str] = ("", gettext("That of the site: %(zone)s") % {"zone": own})
    listed: list[tuple[str, str] | Group] = [site]
    for region, zones in _cities(language).items():
        listed.append((str(_REGIONS[region]), [(zone, f"{city} ({_offset(zone, now)})") for city, zone in zones]))
    return listed


@cache
def _cities(language: str) -> dict[str, list[tuple[str, str]]]:
    """The zones of each region, sorted by their cities; those that are only another name are left out."""
    found: dict[str, list[tuple[str, str]]] = {region: [] for region in _REGIONS}
    for zone in available_timezones() - get_global("zone_aliases").keys():
        region = zone.partition("/")[0]
        if region in found:
            found[region].append((_city(zone, language), zone))
    return {region: sorted(zones) for region, zones in found.items() if zones}


def _city(zone: str, language: str) -> str:
    """What readers call it; where their language has no name for it, its own without the path before it."""
    # CLDR keeps some cities under the names that their zones had before.
    former = sorted(old for old, new in get_global("zone_aliases").items() if new == zone)
    names = Locale.parse(language).time_zones
    known = [names[name]["city"] for name in (zone, *former) if names.get(name, {}).get("city")]
    city: str = known[0] if known else get_timezone_location(zone, locale=language, return_city=True)
    return zone.rpartition("/")[2].replace("_", " ") if "/" in city or "_" in city else city


def _offset(zone: str, now: datetime) -> str:
    """How far the clocks of a zone are from UTC now, which reads from left to right."""
    signed = now.astimezone(ZoneInfo(zone)).strftime("%z")
    return f"\u2066UTC{signed[:3]}:{signed[3:5]}\u2069"
