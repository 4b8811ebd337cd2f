"""The same as the pages, for programs: feeds, sitemaps, and what robots are told."""
