"""A strict Slack workspace on this machine, over Slack's own wire."""
