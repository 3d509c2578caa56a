"""The outside systems: OpenAI, Slack, files, pictures, environment."""
