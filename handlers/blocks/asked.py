"""The first message of a thread that a command began: who asked, and for what."""

from bot.domain import beginnings, commands
from bot.domain.message import CommandCall
from handlers.blocks.parts import Block, section
from handlers.slack_text import clip, escape

LONGEST = 600


def message(call: CommandCall) -> tuple[str, list[Block]]:
    """Return it as text and as blocks."""
    wish = escape(clip(beginnings.wish_of(call.name, call.text), LONGEST))
    what = "a review" if call.name == commands.GATEWAY else "a picture"
    text = f"<@{call.user}> asked for {what}: “{wish}”"
    return text, [section(text)]
