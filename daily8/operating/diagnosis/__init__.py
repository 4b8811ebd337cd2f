"""Looks at all that a site needs, and says what to do."""
