"""Putting the bot together, part by part."""
