"""Feeds in: what publishers list, read whatever its dialect and its faults."""

from daily8.engine.feeds.feed import Enclosure, Entry, FeedError, ParsedFeed
from daily8.engine.feeds.parsing import parse

__all__ = ["Enclosure", "Entry", "FeedError", "ParsedFeed", "parse"]
