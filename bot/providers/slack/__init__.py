"""Slack's Web API and file hosts, as the bot uses them."""
