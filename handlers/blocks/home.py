"""The Home tab."""

from bot.domain.helping import help_text
from bot.domain.home import HomePage
from handlers.blocks.parts import Block, actions, button, context, header, section
from handlers.blocks.welcome import MENTION_ME, TEXT
from handlers.slack_text import escape


def view(page: HomePage) -> dict[str, object]:
    """Return the view."""
    return {"type": "home", "blocks": [*_welcome(), *_prompts(page), *_help()]}


def _welcome() -> list[Block]:
    return [
        header("Darkroom"),
        section(f"{TEXT} {MENTION_ME}"),
        actions(button("Draw a picture", "create", style="primary")),
    ]


def _prompts(page: HomePage) -> list[Block]:
    drawn = [prompt for prompt in page.prompts if prompt.message != "help"]
    rows = [
        {**section(f"*{escape(one.title)}*\n{escape(one.message)}"), "accessory": button("Try", "create", one.message)}
        for one in drawn
    ]
    return [header("Something to try"), *rows]


def _help() -> list[Block]:
    return [{"type": "divider"}, section(escape(help_text())), context("Every command also works as a mention of me.")]
