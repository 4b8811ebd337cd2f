"""Tells at which address an article stands."""

from urllib.parse import urlsplit

from daily8.engine import addresses


def own_address(*, asked: str, answered: str, canonical: str) -> str:
    """The address that the page calls canonical, if it names a page of the same publisher; else where it was read.

    Nobody can give an article the address of another publisher's, or of a whole site.
    """
    met = addresses.normalise(answered) or asked
    met = asked if _is_front_page(met) else met
    same_publisher = addresses.publisher_domain(canonical) == addresses.publisher_domain(met)
    return canonical if canonical and same_publisher and not _is_front_page(canonical) else met


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
