"""The one door to the network: what it lets out, and what it lets in."""

from daily8.engine.http.blocking import get, status_of
from daily8.engine.http.client import Client
from daily8.engine.http.errors import (
    AddressRefused,
    BucketAway,
    FetchError,
    TimedOut,
    TooLarge,
    TooManyRedirects,
    Unreachable,
    WrongContent,
)
from daily8.engine.http.freshness import max_age, retry_after
from daily8.engine.http.limits import FEED, PAGE, PICTURE, ROBOTS, SERVICE, Limits
from daily8.engine.http.responses import Headers, Response
from daily8.engine.http.services import ask, deliver, post
from daily8.engine.http.streaming import ANYWHERE, Stream, stream
from daily8.engine.http.targets import Verdict, check_url

__all__ = [
    "ANYWHERE",
    "FEED",
    "PAGE",
    "PICTURE",
    "ROBOTS",
    "SERVICE",
    "AddressRefused",
    "BucketAway",
    "Client",
    "FetchError",
    "Headers",
    "Limits",
    "Response",
    "Stream",
    "TimedOut",
    "TooLarge",
    "TooManyRedirects",
    "Unreachable",
    "Verdict",
    "WrongContent",
    "ask",
    "check_url",
    "deliver",
    "get",
    "max_age",
    "post",
    "retry_after",
    "status_of",
    "stream",
]
