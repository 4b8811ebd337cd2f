"""Rows that wait for work: claims, leases and retries."""
