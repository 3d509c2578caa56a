"""Prompt texts, each with its digest."""
