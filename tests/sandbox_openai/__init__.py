"""Promises of the OpenAI sandbox, driven by the real client over loopback."""
