"""Hashtags: the people, organisations, places, events and themes of articles, one for each real thing."""

from daily8.engine.tagging.directory import Directory, Learned, Rules
from daily8.engine.tagging.tagging import Tag, tag
from daily8.engine.tagging.things import Kind, Thing

__all__ = ["Directory", "Kind", "Learned", "Rules", "Tag", "Thing", "tag"]
