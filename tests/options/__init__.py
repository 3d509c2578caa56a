"""Option words and flags: what is one, and what is said of the picture."""
