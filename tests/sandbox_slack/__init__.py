"""The Slack sandbox, driven by the real Slack SDK over loopback."""
