"""Which episodes may be heard now: what was withdrawn, taken out or written over since is in none of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.utils.translation import gettext as _
from django.utils.translation import override

from daily8.assistant import edition_entries, providers
from daily8.assistant.abilities import Ability
from daily8.assistant.edition_entries import ShownEdition
from daily8.editions.models import Edition
from daily8.engine.sound import mp3
from daily8.podcast import files
from daily8.podcast.models import Episode, Kind, Line, State, episode_of
from daily8.podcast.script import Said, script

# What must be said as it stands, or not at all.
PLACES = frozenset({Kind.HEADLINE, Kind.TOLD})
LISTEN_IS_OFF = "Listen is switched off for this site"


@dataclass(frozen=True, slots=True)
class Cue:
    """A line as it is heard: from and until when, in milliseconds."""

    line: Line
    begins: int
    ends: int

    @property
    def seconds(self) -> str:
        """From when on, as the fragment of an address has it."""
        return f"{self.begins / 1000:.3f}"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A story, or what is said before and after all of them."""

    number: int
    story_key: str
    title: str
    cues: tuple[Cue, ...]

    @property
    def begins(self) -> int:
        """From when on, in milliseconds."""
        return self.cues[0].begins

    @property
    def ends(self) -> int:
        """Until when."""
        return self.cues[-1].ends

    @property
    def seconds(self) -> str:
        """From when on, as the fragment of an address has it."""
        return self.cues[0].seconds

    @property
    def clock(self) -> str:
        """From when on, as minutes and seconds."""
        minutes, seconds = divmod(self.begins // 1000, 60)
        return f"{minutes}:{seconds:02}"


@dataclass(frozen=True, slots=True)
class Recording:
    """An episode that may be heard, with its chapters in their order."""

    episode: Episode
    chapters: tuple[Chapter, ...]

    @property
    def cues(self) -> list[Cue]:
        """All lines in their order."""
        return [cue for chapter in self.chapters for cue in chapter.cues]


def heard(episodes: Sequence[Episode]) -> list[Recording]:
    """Return those of these episodes that may be heard, in their order, in as many queries as of one."""
    if not providers.on(Ability.LISTEN):
        return []
    made = [one for one in episodes if one.state == State.READY and files.exists(one.file)]
    shown = edition_entries.of_editions([one.edition for one in made]) if made else []
    return _heard(made, shown)


def heard_of(shown: ShownEdition) -> Recording | None:
    """Return the episode of an edition that is at hand, if it may be heard."""
    episode = Episode.objects.filter(edition=shown.edition).first()
    if episode is None or episode.state != State.READY or not providers.on(Ability.LISTEN):
        return None
    episode.edition = shown.edition
    found = _heard([episode], [shown]) if files.exists(episode.file) else []
    return found[0] if found else None


def heard_on(language: str, day: date) -> Recording | None:
    """Return the episode of a day, if it may be heard."""
    episode = episode_of(language, day)
    found = heard([episode]) if episode else []
    return found[0] if found else None


def unheard_of(edition: Edition) -> Episode | None:
    """Return the episode of an edition that cannot be heard; its `error`, unsaved, says why, if known."""
    episode = Episode.objects.filter(edition=edition).first()
    if episode is not None and episode.state == State.READY and not providers.on(Ability.LISTEN):
        episode.error = LISTEN_IS_OFF
    return episode


def holding(episodes: Sequence[Episode]) -> list[Episode]:
    """Return those of these episodes that are whole, whether or not anything may be heard on this site now."""
    made = [one for one in episodes if files.exists(one.file)]
    shown = edition_entries.of_editions([one.edition for one in made]) if made else []
    return [one.episode for one in _heard(made, shown)]


def _heard(episodes: Sequence[Episode], shown: Sequence[ShownEdition]) -> list[Recording]:
    lines = _lines(episodes)
    return [
        Recording(episode, chapters(lines[episode.pk], episode.edition.language))
        for episode, now in zip(episodes, shown, strict=True)
        if holds(lines[episode.pk], now)
    ]


def _lines(episodes: Sequence[Episode]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {one.pk: [] for one in episodes}
    for line in Line.objects.filter(episode__in=episodes).order_by("episode", "number").defer("audio"):
        found[line.episode_id].append(line)
    return found


def holds(lines: Sequence[Line], shown: ShownEdition) -> bool:
    """Whether all that was said may be said now, of the same stories in the same order."""
    if not lines or _keys(lines) != _keys(script(shown)):
        return False
    return len(sayable(lines, shown)) == len(lines)


def sayable(lines: Sequence[Line], shown: ShownEdition) -> list[Line]:
    """Return those of these lines that may be said now."""
    words = {(one.story_key, one.words) for one in script(shown) if one.kind in PLACES}
    articles = {one.entry.story_key: one.articles for one in shown.entries}
    return [line for line in lines if _may_be_heard(line, words, articles)]


def _keys(lines: Iterable[Line | Said]) -> list[str]:
    return list(dict.fromkeys(one.story_key for one in lines))


def _may_be_heard(line: Line, words: set[tuple[str, str]], articles: Mapping[str, set[int]]) -> bool:
    if line.kind in PLACES:
        return (line.story_key, line.words) in words
    return line.kind == Kind.OWN or set(line.articles) <= articles.get(line.story_key, set())


def chapters(lines: Iterable[Line], language: str) -> tuple[Chapter, ...]:
    """Return the chapters that spoken lines make, with the times that the sizes of their sound give."""
    spoken = [line for line in lines if line.size]
    ends = list(accumulate(mp3.milliseconds(line.size) for line in spoken))
    cues = [Cue(line, begins, end) for line, begins, end in zip(spoken, [0, *ends], ends, strict=False)]
    numbers = dict.fromkeys(cue.line.chapter for cue in cues)
    with override(language):
        return tuple(_chapter(number, [cue for cue in cues if cue.line.chapter == number]) for number in numbers)


def _chapter(number: int, cues: Sequence[Cue]) -> Chapter:
    """It is called by its headline, and where none is said by its first words."""
    headline = [cue.line.words for cue in cues if cue.line.kind == Kind.HEADLINE]
    key, frame = cues[0].line.story_key, _("The end") if number else _("Opening")
    title = (" ".join(headline) or cues[0].line.words) if key else frame
    return Chapter(number, key, title, tuple(cues))
