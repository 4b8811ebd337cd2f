"""What can go wrong between asking for an address and having its content."""


class FetchError(Exception):
    """The address gave nothing that can be used; the message tells an operator why."""


class AddressRefused(FetchError):
    """The address is not one that a news reader may call: a private host, an odd port, another scheme."""


class Unreachable(FetchError):
    """No answer came: no such name, no connection, no valid certificate, or not HTTP."""


class TimedOut(FetchError):
    """The whole answer was not there in time."""


class TooLarge(FetchError):
    """The answer is larger than its limits, as it was sent or once it was decompressed."""


class TooManyRedirects(FetchError):
    """The address leads from redirect to redirect."""


class WrongContent(FetchError):
    """An answer came, but of a kind that was not asked for, or in an encoding that is broken."""


class BucketAway(Exception):
    """The operator's bucket cannot be used just now; the message says why."""
