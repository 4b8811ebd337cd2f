"""What a phone shares with the app: finds the link in it, and the article that the link leads to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from daily8.articles.models import Address
from daily8.engine import addresses

# More of a text is not looked through, and more links of it are not looked up.
_LONGEST = 5_000
_MOST = 5
_LINK = re.compile(r"https?://[^\s<>\"'`\\^{|}]{1,2048}", re.IGNORECASE)
# What ends a sentence ends no address; a bracket does only where it was opened before the address.
_ENDINGS = ".,;:!?…·،؛؟*_~”’»"
_BRACKETS = {")": "(", "]": "[", "）": "（"}
_OWN = re.compile(rf"/(?:{'|'.join(code for code, _ in settings.LANGUAGES)})/(article|story)/([0-9a-f]{{32}})")


@dataclass(frozen=True, slots=True)
class Shared:
    """What was shared: apps put the link into any of the three."""

    title: str = ""
    text: str = ""
    url: str = ""

    @property
    def links(self) -> list[str]:
        """The web addresses in it, each once in its one spelling, the likeliest first."""
        return list(dict.fromkeys(self._found()))[:_MOST]

    @property
    def words(self) -> str:
        """What it says beside its links, as words to search for."""
        for words in (self.title, self.text):
            bare = " ".join(_LINK.sub(" ", words[:_LONGEST]).split())
            if bare:
                return bare[:200]
        return ""

    def _found(self) -> Iterator[str]:
        for words in (self.url, self.text, self.title):
            for match in _LINK.finditer(words[:_LONGEST]):
                link = addresses.normalise(_trimmed(match[0]))
                if link:
                    yield link


def page_of(links: list[str], *, origin: str) -> str:
    """Return the path of our page for the first link that has one, or "".

    That is the article behind an address of a publisher, or the very page where the link is one of ours.
    """
    for link in links:
        own = _own_page(link, origin)
        if own:
            return own
    keys = [addresses.key(link) for link in links]
    known = Address.objects.filter(key__in=keys, article__visible=True).select_related("article")
    found = {address.key: address.article for address in known}
    article = next((found[key] for key in keys if key in found), None)
    return article.get_absolute_url() if article else ""


def _own_page(link: str, origin: str) -> str:
    ours, theirs = urlsplit(addresses.normalise(origin)), urlsplit(link)
    found = _OWN.fullmatch(theirs.path)
    return reverse(found[1], args=[found[2]]) if found and theirs.netloc == ours.netloc else ""


def _trimmed(link: str) -> str:
    """Take off what belongs to the sentence around a link."""
    while link:
        last = link[-1]
        opened = _BRACKETS.get(last)
        if last not in _ENDINGS and (opened is None or link.count(last) <= link.count(opened)):
            break
        link = link[:-1]
    return link
