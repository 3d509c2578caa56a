"""The way to move from a route to the official one: what to find in the code, what takes its place, how to accept it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """A row: what the route does today, its official replacement, and the test that accepts it."""

    today: str
    official: str
    accepted_when: str


MOVES: tuple[Move, ...] = (
    Move(
        "text to image",
        "Image API, images/generations",
        "the same prompt returns and stores consistently at the target size and quality",
    ),
    Move(
        "edits, references and masks",
        "Image API, images/edits",
        "reference image, mask, output format and input-image cost are logged",
    ),
    Move(
        "pictures inside a conversation",
        "Responses with the image_generation tool, its model named",
        "multi-step state, tool calls and artifacts are traceable together",
    ),
    Move(
        "streaming",
        "partial_images, 0 to 3, in either API",
        "preview count, extra tokens and the relation to the final output are explainable",
    ),
    Move("base64 output", "what both answer with", "the bytes are stored under their digest"),
    Move("URL output", "there is none: keep the bytes in your own storage", "no link runs out"),
    Move(
        "retries",
        "your own rule; the client's set to 0, since a lost answer may be billed",
        "every attempt is one row with its cost",
    ),
    Move(
        "cost logging",
        "usage (Image API), usage and tool_usage (Responses), by token class",
        "books and bill agree by day",
    ),
    Move("moderation", "the moderation parameter, and moderation_details in errors", "a refusal is told and booked"),
    Move("storage", "each picture by its hash, with prompt, model and cost", "deletion reaches every copy"),
    Move(
        "a fallback, if one stays",
        "a named lane with a verdict, labelled as not first-party",
        "provider name, base URL, price, failed billing and stop rule are present",
    ),
)
FIRST = "Official route first: move one kind of call at a time, and keep the old route until its test passes."


def lines() -> tuple[str, ...]:
    """Return the list as sentences."""
    rows = (f"{row.today}: {row.official}. Accepted when {row.accepted_when}." for row in MOVES)
    return (FIRST, *rows)
