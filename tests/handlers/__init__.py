"""Slack in, Slack out: what payloads mean, and what people see."""
