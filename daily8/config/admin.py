"""What the theme of the admin is told."""

__all__ = ["UNFOLD"]

UNFOLD = {"DASHBOARD_CALLBACK": "daily8.operating.dashboard.overview.add"}
