"""How fast, how light and how steady the bot is, measured against the sandboxes: `python -m benchmarks`."""
