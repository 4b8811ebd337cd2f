"""Hashtags: the people, places, organisations, events and themes that articles are about."""
