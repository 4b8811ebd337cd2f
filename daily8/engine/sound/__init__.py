"""Sound: read as numbers, made equally loud, packed as MP3, and tagged with chapters."""

from daily8.engine.sound.errors import SoundError
from daily8.engine.sound.sound import Sound

__all__ = ["Sound", "SoundError"]
