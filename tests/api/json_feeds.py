"""Complaints about a JSON Feed, by version 1.1 of the format, each member taken strictly."""

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

_TOP = {
    "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon",
    "authors", "language", "expired", "hubs", "items",
}  # fmt: skip
_ITEM = {
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
    "date_published", "date_modified", "authors", "tags", "language", "attachments",
}  # fmt: skip
_TEXTS = {"title", "content_html", "content_text", "summary", "description", "user_comment", "id"}
_ADDRESSES = {
    "url",
    "external_url",
    "image",
    "banner_image",
    "home_page_url",
    "feed_url",
    "next_url",
    "icon",
    "favicon",
}
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def complaints(body: bytes) -> list[str]:
    """Return what is wrong with a document; nothing for a right one."""
    try:
        feed = json.loads(body.decode("utf-8"))
    except ValueError as error:
        return [f"not JSON: {error}"]
    if not isinstance(feed, dict):
        return ["not an object"]
    found = _members(feed, _TOP, "feed")
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        found.append("no version")
    if not feed.get("title"):
        found.append("no title")
    if not isinstance(feed.get("items"), list):
        return [*found, "no items"]
    ids = [item.get("id") for item in feed["items"]]
    if len(ids) != len(set(ids)):
        found.append("two items of one id")
    for number, item in enumerate(feed["items"]):
        found += _item(item, f"item {number}")
    return found


def _item(item: dict[str, Any], where: str) -> list[str]:
    found = _members(item, _ITEM, where)
    if not item.get("id"):
        found.append(f"{where} has no id")
    if not ("content_html" in item or "content_text" in item):
        found.append(f"{where} has no content")
    found += [f"{where}: {tag!r} is no tag" for tag in item.get("tags", []) if not (isinstance(tag, str) and tag)]
    return found


def _members(of: dict[str, Any], known: set[str], where: str) -> list[str]:
    """Members that the format does not know, or that are not what it says."""
    found = [f"{where} has {name}" for name in of if name not in known and not name.startswith("_")]
    for name, value in of.items():
        good = True
        if name in _TEXTS:
            good = isinstance(value, str)
        elif name in _ADDRESSES:
            good = isinstance(value, str) and _is_address(value)
        elif name.startswith("date_"):
            good = isinstance(value, str) and _is_moment(value)
        elif name == "language":
            good = isinstance(value, str) and bool(_LANGUAGE.fullmatch(value))
        elif name == "authors":
            good = isinstance(value, list) and bool(value) and all(map(_is_author, value))
        elif name.startswith("_"):
            good = isinstance(value, dict)
        if not good:
            found.append(f"{where}: {name} is {value!r}")
    return found


def _is_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", value)


def _is_moment(value: str) -> bool:
    return bool(_RFC3339.fullmatch(value)) and datetime.fromisoformat(value) is not None


def _is_author(value: Any) -> bool:
    return isinstance(value, dict) and any(value.get(name) for name in ("name", "url", "avatar"))
