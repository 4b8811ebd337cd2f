"""How much may be sent to the site: constants, as nothing that it takes is larger."""

__all__ = ["DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FILES", "LARGEST_BODY", "LARGEST_FORM"]

# A list of feeds has 5 MB at most, and a form has words beside it.
LARGEST_FORM = 6_000_000
# What hubs tell is a whole feed.
LARGEST_BODY = 10_000_000
# All that is no file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 10
