"""The examination of a set-up."""
