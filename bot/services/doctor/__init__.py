"""Examining a set-up before its users do."""
