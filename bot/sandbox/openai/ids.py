"""Names in OpenAI's manner: a prefix that says what it is, and enough randomness."""

import secrets


def new_id(prefix: str) -> str:
    """Return a new id such as `resp_…`."""
    return f"{prefix}_{secrets.token_hex(24)}"
