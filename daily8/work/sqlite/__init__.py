"""SQLite as the database of a process with many threads."""
