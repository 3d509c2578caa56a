"""The first reply: what will be drawn, about how much, at most how much, lately how long; and Stop."""

from bot.domain.announcement import Announcement
from bot.domain.money import say_about, say_at_most
from bot.domain.options.describing import describe
from handlers.blocks.parts import Block, actions, button, section
from handlers.slack_text import escape


def text(announcement: Announcement) -> str:
    """Return the lines."""
    via = [escape(announcement.via)] if announcement.via else []
    cost = [_cost(announcement)] if announcement.tells_cost else []
    return "\n".join([_what(announcement), *via, *cost])


def _what(announcement: Announcement) -> str:
    options = describe(announcement.options)
    if not announcement.certain:
        return f"Reading this; if it becomes a picture, *{announcement.label}*: {options}"
    source = announcement.source_label
    verb = f"Drawing *{announcement.label}* from {source}" if source else f"Drawing *{announcement.label}*"
    return f"{verb}: {options}"


def _cost(announcement: Announcement) -> str:
    about, most = say_about(announcement.estimate), say_at_most(announcement.quote)
    line = f"About {about}, at most {most}" if announcement.certain else f"About {about} if it does, at most {most}"
    return f"{line} · lately {_range(*announcement.lately_s)}" if announcement.lately_s else line


def _range(low: int, high: int) -> str:
    return f"{low} s" if low == high else f"{low}–{high} s"


def blocks(announcement: Announcement, turn: str) -> list[Block]:
    """Return the message, with its Stop button."""
    return [section(text(announcement)), actions(button("Stop", "stop", turn))]
