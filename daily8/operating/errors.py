"""What can go wrong when the site itself is worked on."""


class OperatingError(Exception):
    """It was not done; the message names the thing and the way out."""


class NotOneOfOurs(OperatingError):
    """A file is no backup, or not whole."""


class TooNew(OperatingError):
    """It was made by a newer daily8 than this one."""


class Occupied(OperatingError):
    """There is something that would be lost, or somebody is at work on it."""
