"""The form that asks for a picture: what, in which shape, how well, and where. What is left open is as the policy says."""

from collections.abc import Sequence
from typing import Any

from handlers.blocks.parts import Block
from handlers.slack_text import clip

SIZES = (
    ("Square 1024×1024", "1024x1024"),
    ("Landscape 1536×1024", "1536x1024"),
    ("Portrait 1024×1536", "1024x1536"),
    ("Wide 1536×864", "1536x864"),
)
OPTION = 75
QUALITIES = (("Low", "low"), ("Medium", "medium"), ("High", "high"))


def create_view(prompt: str = "", channel: str | None = None, routes: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """Return the modal, with *prompt* filled in and *channel* chosen; *routes* are the fallbacks there are to pick."""
    return {
        "type": "modal",
        "callback_id": "create_form",
        "title": {"type": "plain_text", "text": "Draw a picture"},
        "submit": {"type": "plain_text", "text": "Draw it"},
        "close": {"type": "plain_text", "text": "Not now"},
        "blocks": [
            _prompt(prompt),
            _select("size", "Shape", SIZES),
            _select("quality", "Quality", QUALITIES),
            *([_select("via", "Route", routes, "The official one")] if routes else []),
            _where(channel),
        ],
    }


def _prompt(prompt: str) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": "prompt",
        "multiline": True,
        "min_length": 1,
        "max_length": 3000,
        "placeholder": {"type": "plain_text", "text": "a lighthouse at dusk, watercolour"},
    }
    return _input("prompt", "What should it show?", {**element, "initial_value": prompt} if prompt else element)


def _select(block_id: str, label: str, options: Sequence[tuple[str, str]], usual: str = "As usual") -> Block:
    rows = [{"text": {"type": "plain_text", "text": clip(text, OPTION)}, "value": value} for text, value in options]
    element = {
        "type": "static_select",
        "action_id": block_id,
        "options": rows,
        "placeholder": {"type": "plain_text", "text": usual},
    }
    return {**_input(block_id, label, element), "optional": True}


def _where(channel: str | None) -> Block:
    element: Block = {
        "type": "conversations_select",
        "action_id": "where",
        "default_to_current_conversation": True,
        "filter": {"include": ["public", "private", "im"]},
    }
    hint = {"type": "plain_text", "text": "Left empty: in a direct message with me."}
    chosen = {**element, "initial_conversation": channel} if channel else element
    return {**_input("where", "Where?", chosen), "optional": True, "hint": hint}


def _input(block_id: str, label: str, element: Block) -> Block:
    return {"type": "input", "block_id": block_id, "label": {"type": "plain_text", "text": label}, "element": element}
