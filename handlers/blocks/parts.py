"""The small pieces of Block Kit that messages are made of. Text given to them is already safe."""

from typing import Any

from handlers.slack_text import clip

Block = dict[str, Any]
SECTION = 3000
CONTEXT = 2000
BUTTON = 75
HEADER = 150


def section(text: str) -> Block:
    """A paragraph."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": clip(text, SECTION)}}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": {"type": "plain_text", "text": clip(text, HEADER)}}


def context(text: str) -> Block:
    """A small line."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": clip(text, CONTEXT)}]}


def button(label: str, action_id: str, value: str = "", style: str | None = None) -> Block:
    """A button. Slack takes no empty value: a button without one carries none."""
    made: Block = {
        "type": "button",
        "text": {"type": "plain_text", "text": clip(label, BUTTON)},
        "action_id": action_id,
    }
    extras = {"value": value, "style": style}
    return {**made, **{name: extra for name, extra in extras.items() if extra}}


def numbered(made: Block, number: int) -> Block:
    """A button that stands several times in one message, each time under a name of its own."""
    return {**made, "action_id": f"{made['action_id']}_{number}"}


def actions(*buttons: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}
