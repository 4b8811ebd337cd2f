"""The site as one that is run: backups, what is amiss, health and figures."""
