"""What apps for feeds ask of an account, as Google Reader's and FreshRSS's were asked: see docs/reader-api.md."""
