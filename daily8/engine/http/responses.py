"""What a server answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


class Headers(Mapping[str, str]):
    """Header fields by name, in any case; a field that was sent several times is joined by commas."""

    __slots__ = ("_values",)

    def __init__(self, fields: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        pairs = fields.items() if isinstance(fields, Mapping) else fields
        values: dict[str, str] = {}
        for name, value in pairs:
            key = name.lower()
            values[key] = f"{values[key]}, {value}" if key in values else value
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({self._values!r})"


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of any status.

    `url` is the address that answered, after redirects, and `hops` are the addresses before it, in order.
    `body` is inflated. `permanent_url` is the new address when every hop said that it has moved for good,
    and else empty. `complete` is false when the server closed the connection before all was sent.
    """

    url: str
    status: int
    headers: Headers
    body: bytes
    permanent_url: str = ""
    hops: tuple[str, ...] = ()
    complete: bool = True

    @property
    def content_type(self) -> str:
        """The media type in lower case and without its parameters, or an empty text."""
        return media_type(self.headers.get("content-type", ""))


def media_type(content_type: str) -> str:
    """Return the type alone: "text/html" of "Text/HTML; charset=utf-8"."""
    return content_type.partition(";")[0].partition(",")[0].strip().lower()
