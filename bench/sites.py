"""Sites of the benches, on SQLite and on PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from bench.world import World, daily8

ORPHANS = """SELECT a.id FROM articles_article a LEFT JOIN sources_publisher p ON p.id = a.publisher_id
    WHERE p.id IS NULL
    UNION ALL SELECT a.id FROM articles_article a
    WHERE NOT EXISTS (SELECT 1 FROM articles_address d WHERE d.article_id = a.id)"""
WITHOUT_STORY = """SELECT a.id FROM articles_article a WHERE a.visible
    AND NOT EXISTS (SELECT 1 FROM stories_report r WHERE r.article_id = a.id)"""
EMPTY_STORIES = """SELECT s.id FROM stories_story s
    WHERE NOT EXISTS (SELECT 1 FROM stories_report r WHERE r.story_id = s.id)"""
MISCOUNTED = """SELECT s.id FROM stories_story s WHERE s.reports_count <>
    (SELECT count(*) FROM stories_report r WHERE r.story_id = s.id)"""


@dataclass(frozen=True)
class Site:
    """A site with its data in a folder, and its rows there or in PostgreSQL."""

    folder: Path
    database_url: str = ""

    @property
    def settings(self) -> dict[str, str]:
        """Its settings, as variables."""
        return {"DAILY8_HOST_DELAY": "0", "DATABASE_URL": self.database_url}

    def run(self, *arguments: str) -> str:
        """Run a command of daily8 to its end."""
        return daily8(self.folder, *arguments, **self.settings)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask its database."""
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                return connection.execute(statement).fetchall()
        with closing(sqlite3.connect(self.folder / "daily8.sqlite3", timeout=30)) as file:
            return file.execute(statement).fetchall()

    def write(self, statement: str) -> None:
        """Change its database behind its back."""
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                connection.execute(statement)
        else:
            with closing(sqlite3.connect(self.folder / "daily8.sqlite3", timeout=30)) as file, file:
                file.execute(statement)

    def add_sources(self, running: World) -> None:
        """Add all feeds of the world."""
        self.folder.mkdir(parents=True)
        listed = self.folder / "feeds.opml"
        listed.write_bytes(running.read("/opml"))
        self.run("sources", "import", str(listed))

    def broken(self) -> int:
        """How many complaints there are about its rows."""
        amiss = sum(len(self.rows(statement)) for statement in (ORPHANS, WITHOUT_STORY, EMPTY_STORIES, MISCOUNTED))
        if self.database_url:
            return amiss
        integrity = self.rows("PRAGMA integrity_check")
        return amiss + len(self.rows("PRAGMA foreign_key_check")) + (integrity != [("ok",)])


def sqlite_sites(folder: Path) -> Iterator[Site]:
    """Give a new site, each time one is asked for."""
    number = 0
    while True:
        number += 1
        yield Site(folder / f"sqlite{number}")


def postgresql_sites(folder: Path, url: str) -> Iterator[Site]:
    """Give a new site with a database of its own on this server, each time one is asked for."""
    number = 0
    while True:
        number += 1
        name = f"daily8_bench_{os.getpid()}_{number}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        yield Site(folder / name, url.rpartition("/")[0] + "/" + quote(name))
