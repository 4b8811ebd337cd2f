"""What was said in an episode, and its chapters, as programs for podcasts read them."""

import html
from typing import Any

from daily8.podcast.hearing import Cue, Recording

VTT, CHAPTERS = "text/vtt", "application/json+chapters"


def vtt(recording: Recording) -> str:
    """Return the transcript as WebVTT: each line with the time at which it is heard."""
    return "WEBVTT\n\n" + "\n".join(map(_cue, recording.cues))


def chapters(recording: Recording, *, origin: str) -> dict[str, Any]:
    """Return the chapters as the Podcasting 2.0 namespace has them, each story with its page."""
    site = f"{origin}/{recording.episode.edition.language}"
    found = []
    for one in recording.chapters:
        chapter = {"startTime": one.begins / 1000, "endTime": one.ends / 1000, "title": one.title}
        found.append(chapter | ({"url": f"{site}/story/{one.story_key}"} if one.story_key else {}))
    return {"version": "1.2.0", "chapters": found}


def _cue(cue: Cue) -> str:
    """Escaped, words can neither end their cue nor be taken for marks."""
    return f"{_time(cue.begins)} --> {_time(cue.ends)}\n{html.escape(cue.line.words, quote=False)}\n"


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
