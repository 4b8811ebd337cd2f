"""Articles into stories, copies to their originals, and what to read next."""
