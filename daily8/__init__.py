"""daily8: a news site that runs itself."""

__version__ = "0.1.0"
