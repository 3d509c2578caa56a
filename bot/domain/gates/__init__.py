"""What a route that is not official may be used for: facts, gates, permissions, signals."""
