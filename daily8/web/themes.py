"""The themes a reader may choose; without a choice a page is as the reader's system is."""

THEMES = ("light", "dark")
