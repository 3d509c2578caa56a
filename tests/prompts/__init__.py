"""The prompt texts and their digests."""
