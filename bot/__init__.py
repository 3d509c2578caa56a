"""Darkroom: a Slack bot that draws and edits images in threads, and keeps the books true."""
