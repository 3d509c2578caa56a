"""OpenAI over its own wire: requests, streams, errors."""
