"""Which voice reads an article aloud, and how its text is parted for that."""

from collections.abc import Iterator
from dataclasses import dataclass

from daily8.assistant.abilities import Ability
from daily8.assistant.models import Provider
from daily8.assistant.texts import HEADLINE, Text
from daily8.engine.ai import installed_speech

INSTALLED = "hibari"
# As much as is read in one go: a minute and a half, so that the first part is there soon.
_LETTERS = 1200


@dataclass(frozen=True, slots=True)
class Piece:
    """Some sentences of a text that are read in one go, from `first` on."""

    first: int
    count: int
    words: str


def chosen(language: str) -> Provider | None:
    """Return the voice for a language: the admin's, else the one that is installed; nothing for a device's own."""
    for provider in Provider.objects.all():
        if provider.in_use and Ability.LISTEN in provider.abilities and provider.speaks(language):
            return provider
    if language == installed_speech.LANGUAGE and installed_speech.is_installed():
        return Provider(name=INSTALLED, model=INSTALLED)
    return None


def is_installed_one(provider: Provider) -> bool:
    """Whether this is the voice of this machine."""
    return provider.pk is None and provider.name == INSTALLED


def pieces(text: Text) -> Iterator[Piece]:
    """Yield a text part by part, its headline first."""
    waiting: list[str] = []
    first = HEADLINE
    for number in range(HEADLINE, len(text.sentences)):
        sentence = text.sentence(number)
        if waiting and sum(map(len, waiting)) + len(sentence) > _LETTERS:
            yield Piece(first, len(waiting), _joined(waiting))
            waiting, first = [], number
        waiting.append(sentence)
    if waiting:
        yield Piece(first, len(waiting), _joined(waiting))


def _joined(sentences: list[str]) -> str:
    """A headline has no point at its end, but is read as if it had."""
    return " ".join(
        one if one.endswith((".", "!", "?", "؟", "…", '"', "”", "»")) else f"{one}." for one in sentences
    )
