"""The acceptance of routes that are not official: facts, gates, permissions, cards, and the commands that tell them."""
