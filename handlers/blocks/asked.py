"""The first message of a thread that a command began: who asked, and for what."""

from bot.domain.message import CommandCall
from handlers.blocks.parts import Block, section
from handlers.slack_text import clip, escape

LONGEST = 600


def message(call: CommandCall) -> tuple[str, list[Block]]:
    """Return it as text and as blocks."""
    text = f"<@{call.user}> asked for a picture: “{escape(clip(call.text, LONGEST))}”"
    return text, [section(text)]
