"""Slack as a provider: limits, hosts, and who goes first."""
