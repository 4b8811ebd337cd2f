"""What can be wrong with sound."""


class SoundError(ValueError):
    """Sound that cannot be read, or not be packed here; the message says why."""
