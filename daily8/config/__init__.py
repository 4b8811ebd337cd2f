"""Every setting, the root addresses and the WSGI door."""
