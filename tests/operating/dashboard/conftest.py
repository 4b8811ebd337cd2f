"""Readers who say something, and a moderator."""

from tests.comments.conftest import article, leila, make_reader, moderator, omar, say  # noqa: F401
