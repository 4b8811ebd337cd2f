"""Finds articles by what is typed: by their words and by their meaning."""
