"""The first words in a conversation: what the bot does, what it costs to find out, three things to try."""

from bot.domain.helping import PROMPTS
from handlers.blocks.parts import Block, actions, button, context, section
from handlers.slack_text import escape

TEXT = "I draw and edit pictures in threads, and say what each one cost."
MENTION_ME = "Mention me with what to draw, and reply in the thread to change it."
TRY = 3


def blocks() -> list[Block]:
    """Return the welcome."""
    tries = "\n".join(f"• {escape(prompt.message)}" for prompt in PROMPTS[:TRY])
    return [
        section(f"*{TEXT}*\n{MENTION_ME} For example:\n{tries}"),
        actions(button("Draw a picture", "create", style="primary"), button("Help", "help")),
        context("Before anything is drawn you see about what it costs. Thanks get a quiet reaction, nothing more."),
    ]
