"""daily8: a news site that runs itself."""
