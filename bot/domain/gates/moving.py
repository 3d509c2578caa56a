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
        "text-to-image",
        "Image API, images/generations, model gpt-image-2",
        "the same prompt returns and stores consistently at the target size and quality",
    ),
    Move(
        "edits, references and masks",
        "Image API, images/edits",
        "reference image, mask, output format and input-image cost are logged",
    ),
    Move(
        "agent and chat steps",
        "Responses API with the hosted image_generation tool; the mainline model is never the image model",
        "multi-step state, tool calls and artifacts are traceable together",
    ),
    Move(
        "streaming",
        "partial_images 0 to 3, on either API",
        "preview count, extra tokens and the relation to the final output are explainable",
    ),
    Move("base64 output", "b64_json, the only form GPT Image returns", "the bytes are stored under their digest"),
    Move("URL output", "store the bytes and serve them from a place of your own", "no link runs out"),
    Move("retries", "none by the client; each is a decision with a record", "every attempt is one row with its cost"),
    Move("cost logging", "usage of each answer, held against the organization's costs", "books and bill agree by day"),
    Move("moderation", "the moderation parameter; refusals carry stage and categories", "a refusal is told and booked"),
    Move("storage", "a store of your own; responses are not an archive", "deletion reaches every copy"),
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
