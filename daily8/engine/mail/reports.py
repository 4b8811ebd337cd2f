"""Reads what mail servers send back of letters that they took and could not bring to anybody (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from daily8.engine.mail.carriers import of_recipient
from daily8.engine.mail.letters import Returned

# Reports with the whole letter in them; what is longer is none.
MOST_BYTES = 10_000_000
# So many parts and recipients of one are looked at.
_PARTS, _RECIPIENTS = 20, 20
_TOKEN = re.compile(r"<([0-9A-Za-z-]{1,32})@[^<>@\s]+>")
_CODE = re.compile(r"\b([245]\d\d)[ -]")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class Report:
    """A letter that came back for good: its token, why, and whether that is since nobody has the address."""

    token: str
    reason: str
    nobody: bool


def read(data: bytes) -> Report | None:
    """Return what a message says of a letter of ours; None where it is no report, or of no failure.

    Whoever knows the token of a letter had the letter: without one in it, nothing is believed.
    """
    if len(data) > MOST_BYTES:
        return None
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        token, failed = _token(message), next(_failures(message), None)
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError):
        # Whatever the library stumbles over in a message that anybody can send.
        return None
    if not token or failed is None:
        return None
    code, said = failed
    return Report(token, said, isinstance(of_recipient(code, said), Returned))


def _parts(message: Message) -> list[Message]:
    is_report = message.get_content_type() == "multipart/report"
    return list(message.walk())[:_PARTS] if is_report else []


def _failures(message: Message) -> Iterator[tuple[int, str]]:
    """The code and the words of each recipient that the letter did not reach and will not."""
    for part in _parts(message):
        recipients = part.get_payload() if part.get_content_type() == "message/delivery-status" else []
        for fields in recipients[: _RECIPIENTS + 1] if isinstance(recipients, list) else []:
            if isinstance(fields, Message) and _word(fields, "Action").lower() == "failed":
                yield _said(_word(fields, "Status"), _word(fields, "Diagnostic-Code"))


def _said(status: str, diagnosis: str) -> tuple[int, str]:
    """What the last server said where that is told, else the status."""
    words = diagnosis.partition(";")[2].strip() or diagnosis
    status = found[0] if (found := _STATUS.match(status)) else "5.0.0"
    code = int(found[1]) if (found := _CODE.search(words)) else int(status[0]) * 100 + 54
    has_status = _STATUS.search(words) is not None or status == f"{status[0]}.0.0"
    return code, (words if has_status else f"{status} {words}".strip())[:500]


def _token(message: Message) -> str:
    """The token of the letter, which is part of its Message-ID, from its headers as they came back."""
    for part in _parts(message)[1:]:
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            written = part.get_payload(decode=True)
            part = message_from_bytes(written if isinstance(written, bytes) else b"", policy=policy.compat32)
        elif kind == "message/delivery-status":
            continue
        if found := _TOKEN.search(_word(part, "Message-ID")):
            return found[1]
    return ""


def _word(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())
