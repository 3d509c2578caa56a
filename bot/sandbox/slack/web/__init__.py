"""The Web API: every method of the workspace at /api/METHOD."""
