"""The REST API, version 1: what pages show, as data; what readers do, and what newsrooms hand in."""
