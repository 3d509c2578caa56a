"""The form behind [Edit]: one instruction for one version."""

from typing import Any

from handlers.blocks.parts import section


def edit_view(metadata: str) -> dict[str, Any]:
    """Return the modal; *metadata* says where the change belongs."""
    instruction = {
        "type": "input",
        "block_id": "instruction",
        "label": {"type": "plain_text", "text": "What should change?"},
        "element": {
            "type": "plain_text_input",
            "action_id": "text",
            "multiline": True,
            "max_length": 3000,
            "placeholder": {"type": "plain_text", "text": "make the sky stormy"},
        },
    }
    return {
        "type": "modal",
        "callback_id": "edit_form",
        "private_metadata": metadata,
        "title": {"type": "plain_text", "text": "Edit this version"},
        "submit": {"type": "plain_text", "text": "Draw it"},
        "close": {"type": "plain_text", "text": "Not now"},
        "blocks": [instruction],
    }


def nothing_to_edit() -> dict[str, Any]:
    """Return the modal for a message without a picture."""
    sentence = "There is no picture in this message. Use this on a message that shows one."
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Edit this image"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [section(sentence)],
    }
