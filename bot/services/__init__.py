"""Use cases: each file reads as its story."""
