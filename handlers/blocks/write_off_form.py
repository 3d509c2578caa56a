"""The form that asks why something held is given up."""

from typing import Any


def write_off_view(attempt_id: str) -> dict[str, Any]:
    """Return the modal for one attempt."""
    reason = {
        "type": "input",
        "block_id": "reason",
        "label": {"type": "plain_text", "text": "Why will this bill never be known?"},
        "hint": {"type": "plain_text", "text": "It stays in the books with your name, and cannot be changed."},
        "element": {"type": "plain_text_input", "action_id": "reason", "min_length": 1, "max_length": 300},
    }
    return {
        "type": "modal",
        "callback_id": "write_off_form",
        "private_metadata": attempt_id,
        "title": {"type": "plain_text", "text": "Write off what is held"},
        "submit": {"type": "plain_text", "text": "Write it off"},
        "close": {"type": "plain_text", "text": "Keep it"},
        "blocks": [reason],
    }
