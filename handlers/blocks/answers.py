"""What commands are answered with, as text and blocks."""

from bot.domain.answers import Answer, Help, Sentence
from bot.domain.helping import help_text
from handlers.blocks.parts import Block, section
from handlers.slack_text import escape


def render(answer: Answer) -> tuple[str, list[Block]]:
    """Return an answer as its text alone, and as blocks."""
    match answer:
        case Sentence(text):
            return escape(text), [section(escape(text))]
        case Help():
            return escape(help_text()), [section(escape(help_text()))]
