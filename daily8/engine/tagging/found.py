"""What was found in an article, and where."""

from dataclasses import dataclass, field

from daily8.engine.tagging.things import Thing


@dataclass(slots=True)
class Found:
    """A thing that an article names: the places [start, end) in title and text, and how it is written in full.

    It is `nested` as long as it is only a part of other names, and `sure` once a mention leaves no doubt.
    """

    thing: Thing
    known: bool
    title_mentions: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    spellings: list[str] = field(default_factory=list)
    nested: bool = True
    sure: bool = False
