"""Slack in, Slack out: pure parsing and rendering, listeners of a few lines."""
