"""What the bot says of itself: five lines of help, and first sentences to try. Plain words; renderers add the rest."""

from dataclasses import dataclass

HELP_LINES = (
    "*Draw*: mention me with what to draw, “a lighthouse at dusk, landscape format, high quality”, or type /image.",
    "*Change*: reply in its thread, “make the sky stormy” or “from v1, add a boat”; attached pictures are references. "
    "[Stop] ends a drawing.",
    "*Options*, in words or flags: --size 1536x1024 --quality low --format webp --background opaque --previews 0 --n 2.",
    "*Cost*: about and at most before it is drawn, a receipt after; /image-usage says what you spent, /image-budget of what.",
    "*Gateways*: “can we use https://api.example.ai/v1 for tests?” opens a review, /gateway shows verdicts. "
    "*In a thread* slash commands do not work: mention me with the command.",
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A first sentence somebody can click."""

    title: str
    message: str


PROMPTS = (
    Prompt("Draw something", "Draw a watercolour lighthouse at dusk, landscape format"),
    Prompt("Make a poster", "A poster for a summer reading club, flat colours, portrait format, low quality"),
    Prompt("Cut it out", "A red vintage bicycle, product photo, transparent background"),
    Prompt("What can you do?", "help"),
)


def help_text() -> str:
    """Return the five lines."""
    return "\n".join(HELP_LINES)
