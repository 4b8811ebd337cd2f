"""Messages of the protocol: JSON-RPC 2.0, in the two versions that are spoken here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StrictInt, StrictStr, ValidationError

# The newest has no handshake: each request says all that is to be known of it.
NEWEST = "2026-07-28"
# The one before begins with `initialize`.
BEFORE = "2025-11-25"
VERSIONS = (NEWEST, BEFORE)

_RESERVED = "io.modelcontextprotocol/"
VERSION_KEY = f"{_RESERVED}protocolVersion"
CAPABILITIES_KEY = f"{_RESERVED}clientCapabilities"
SERVER_KEY = f"{_RESERVED}serverInfo"

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
TOO_OFTEN = -32000
HEADER_MISMATCH = -32020
UNSUPPORTED_VERSION = -32022


class Refused(Exception):
    """A message that cannot be answered; `code` is the protocol's."""

    def __init__(self, code: int, message: str, data: dict[str, Any] | None = None):
        super().__init__(message)
        self.code = code
        self.data = data

    def told(self, message_id: str | int | None) -> dict[str, Any]:
        """Return the answer that says so."""
        error: dict[str, Any] = {"code": self.code, "message": str(self)}
        if self.data is not None:
            error["data"] = self.data
        return {"jsonrpc": "2.0", "id": message_id, "error": error}


class _Message(BaseModel):
    jsonrpc: Literal["2.0"]
    method: Annotated[StrictStr, Field(max_length=200)]
    params: dict[str, Any] = {}


class _Request(_Message):
    id: StrictInt | Annotated[StrictStr, Field(max_length=200)]


@dataclass(frozen=True, slots=True)
class Message:
    """A request, or a notification, which has no id and gets no answer."""

    method: str
    params: Mapping[str, Any]
    id: str | int | None

    @property
    def is_notification(self) -> bool:
        """Whether nobody waits for an answer."""
        return self.id is None

    @property
    def meta(self) -> Mapping[str, Any]:
        """What the request says of itself."""
        meta = self.params.get("_meta")
        return meta if isinstance(meta, dict) else {}


def read(body: bytes) -> Message:
    """Return the message of a body. Raises Refused for what is none, a batch of several among it."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(PARSE_ERROR, "Parse error: the body is not JSON") from error
    if not isinstance(told, dict):
        raise Refused(INVALID_REQUEST, "Invalid request: send one JSON-RPC object, not a batch")
    try:
        if "id" in told:
            request = _Request.model_validate(told)
            return Message(request.method, request.params, request.id)
        notification = _Message.model_validate(told)
    except ValidationError as error:
        raise Refused(INVALID_REQUEST, "Invalid request: no JSON-RPC 2.0 request or notification") from error
    return Message(notification.method, notification.params, None)


def check_envelope(message: Message) -> None:
    """Raise Refused unless a request of the newest version says what it must."""
    missing = [key for key in (VERSION_KEY, CAPABILITIES_KEY) if key not in message.meta]
    if missing:
        raise Refused(INVALID_PARAMS, f"Invalid params: params._meta has no {' and no '.join(missing)}")
    version = message.meta[VERSION_KEY]
    if not isinstance(version, str):
        raise Refused(INVALID_PARAMS, f"Invalid params: {VERSION_KEY} is no string")
    check_version(version, of=(NEWEST,))


def check_version(version: str, *, of: tuple[str, ...] = VERSIONS) -> None:
    """Raise Refused for a version that is not spoken here."""
    if version not in of:
        data = {"supported": list(VERSIONS), "requested": version[:40]}
        raise Refused(UNSUPPORTED_VERSION, "Unsupported protocol version", data)
