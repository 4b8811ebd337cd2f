"""The edition by mail, for who asked for it twice: in a form, and by a click in a letter."""
