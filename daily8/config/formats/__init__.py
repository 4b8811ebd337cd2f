"""How dates are written where Django writes them, in the admin: the day first, its month as a word."""
