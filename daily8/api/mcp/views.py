"""The protocol over HTTP ("Streamable HTTP"): one message a request, answered at once as JSON."""

import base64
import binascii
import logging
import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from daily8.accounts import door
from daily8.accounts.door import Limit, TooOften
from daily8.accounts.limits import client_address
from daily8.api.mcp import protocol
from daily8.api.mcp.answering import answer
from daily8.api.mcp.finding import Caller
from daily8.api.mcp.protocol import HEADER_MISMATCH, INVALID_REQUEST, Message, Refused
from daily8.articles.origins import origin

logger = logging.getLogger(__name__)

# An agent that works asks a few times in a second, and many may share an address.
_LIMIT = Limit("agents", from_one_network=240, to_one=240, lasting=timedelta(minutes=1))
# More than the longest question that can be meant.
_LARGEST = 64 * 1024
# Everything else is told with 200: to JSON-RPC, an error is an answer.
_STATUS = {
    protocol.PARSE_ERROR: 400,
    protocol.INVALID_REQUEST: 400,
    protocol.INVALID_PARAMS: 400,
    protocol.HEADER_MISMATCH: 400,
    protocol.UNSUPPORTED_VERSION: 400,
    protocol.METHOD_NOT_FOUND: 404,
}
_CODED = re.compile(r"=\?base64\?(.*)\?=")


@csrf_exempt
@require_POST
def answer_message(request: HttpRequest) -> HttpResponse:
    """Answer one message of an agent.

    There is no session, and nothing that a page of somebody else's could bring about here; its requests are
    refused all the same, so that no page reads on behalf of whoever looks at it.
    """
    if not _is_from_here(request):
        return HttpResponse("Requests from pages of other sites are not answered.", status=403)
    if request.content_type != "application/json":
        return HttpResponse("Send application/json.", status=415)
    if not request.accepts("application/json"):
        return HttpResponse("Answers are application/json.", status=406)
    try:
        door.count(request, _LIMIT)
    except TooOften as refusal:
        return _too_often(refusal)
    try:
        message = protocol.read(_body(request))
        newest = _is_newest(request, message)
    except Refused as refusal:
        return _refused(refusal)
    if message.is_notification:
        return HttpResponse(status=202)
    told = answer(message, Caller(origin(request), client_address(request)), newest=newest)
    status = _STATUS.get(told["error"]["code"], 200) if newest and "error" in told else 200
    return _json(told, status)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether no browser sent it, or one for a page of this site: another name that leads here is none of ours."""
    sent = request.headers.get("Origin")
    if sent is None:
        return True
    return sent in (origin(request), f"{request.scheme}://{request.get_host()}") and bool(urlsplit(sent).hostname)


def _body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > _LARGEST:
        raise Refused(INVALID_REQUEST, f"Invalid request: more than {_LARGEST} bytes")
    return request.read(_LARGEST)


def _is_newest(request: HttpRequest, message: Message) -> bool:
    """Which version a message is of. Raises Refused where its headers say something else than it does.

    Whoever says no version speaks one with a handshake; the one that is spoken here was told in its answer.
    """
    version = request.headers.get("MCP-Protocol-Version", protocol.BEFORE)
    if message.method == "initialize" and version != protocol.NEWEST:
        return False
    protocol.check_version(version)
    if version != protocol.NEWEST or message.is_notification:
        return False
    protocol.check_envelope(message)
    _check_headers(request, message)
    return True


def _check_headers(request: HttpRequest, message: Message) -> None:
    """What stands before us may have looked at the headers alone: they must say what the body says."""
    said = {
        "MCP-Protocol-Version": message.meta[protocol.VERSION_KEY],
        "Mcp-Method": message.method,
        "Mcp-Name": message.params.get("name") if message.method == "tools/call" else None,
    }
    for name, value in said.items():
        if value is not None and _decoded(request.headers.get(name, "")) != value:
            raise Refused(HEADER_MISMATCH, f"The header {name} does not say what the body says")


def _decoded(value: str) -> str | None:
    coded = _CODED.fullmatch(value)
    if coded is None:
        return value
    try:
        return base64.b64decode(coded[1], validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def _too_often(refusal: TooOften) -> HttpResponse:
    minutes = door.minutes_until(refusal.ends_at)
    response = _json(Refused(protocol.TOO_OFTEN, f"Too many requests; wait {minutes} minutes").told(None), 429)
    response["Retry-After"] = str(60 * minutes)
    return response


def _refused(refusal: Refused) -> HttpResponse:
    return _json(refusal.told(None), _STATUS[refusal.code])


def _json(told: dict[str, object], status: int) -> HttpResponse:
    response = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response
