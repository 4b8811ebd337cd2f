"""daily8 as an app: its manifest, its service worker, what is shown without a connection, what is shared to it."""
