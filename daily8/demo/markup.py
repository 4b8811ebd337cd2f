"""The few marks in which the articles are written: blocks with an empty line between them.

## A subhead            > A quotation            - One item            1. First item
![Caption](scene)       | a row | of a table |   Anything else is a paragraph.
"""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

_PICTURE = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<scene>\w+)\)")
_NUMBERED = re.compile(r"\d+\. ")
_RULE = re.compile(r"[|\- ]+")


def to_html(text: str, *, pictures: str, name: str) -> str:
    """Return the blocks as HTML; inline pictures are under the address `pictures`, told apart by `name`."""
    return "\n".join(_block(block, pictures, name) for block in text.split("\n\n"))


def scenes(text: str) -> list[str]:
    """Return the scenes of the inline pictures."""
    return [match["scene"] for match in _PICTURE.finditer(text)]


def picture_address(pictures: str, scene: str, name: str) -> str:
    """Return where the inline picture of a scene is served."""
    return f"{pictures}{scene}/inline/{quote(name)}.jpg"


def plain(text: str) -> Iterator[str]:
    """Yield the text of each block that is running text: paragraphs, subheads, quotations, items."""
    for block in text.split("\n\n"):
        if not block.startswith(("|", "![")):
            yield from (re.sub(r"^(## |> |- |\d+\. )", "", line) for line in block.splitlines())


def _block(block: str, pictures: str, name: str) -> str:
    lines = block.strip().splitlines()
    first = lines[0]
    if first.startswith("## "):
        return f"<h2>{escape(first[3:])}</h2>"
    if first.startswith("> "):
        return f"<blockquote><p>{escape(first[2:])}</p></blockquote>"
    if first.startswith("- "):
        return f"<ul>{_items(line[2:] for line in lines)}</ul>"
    if _NUMBERED.match(first):
        return f"<ol>{_items(_NUMBERED.sub('', line, count=1) for line in lines)}</ol>"
    if first.startswith("|"):
        return _table(lines)
    if match := _PICTURE.fullmatch(first):
        return _figure(picture_address(pictures, match["scene"], name), match["caption"])
    return f"<p>{escape(' '.join(lines))}</p>"


def _items(items: Iterator[str]) -> str:
    return "".join(f"<li>{escape(item)}</li>" for item in items)


def _table(lines: list[str]) -> str:
    rows = [
        [cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines if not _RULE.fullmatch(line)
    ]
    # The corner over the first column may be empty, and is then lost to strip().
    head = [""] * (len(rows[1]) - len(rows[0])) + rows[0]
    body = "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in rows[1:])
    return f"<table><thead><tr>{_cells(head, 'th')}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: list[str], tag: str) -> str:
    return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)


def _figure(address: str, caption: str) -> str:
    return (
        f'<figure><img src="{escape(address)}" width="1280" height="720" alt="">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
