"""Alt text: what a picture was asked to show, short enough to listen to."""

LONGEST = 250


def alt_text(revised_prompt: str | None, instruction: str) -> str:
    """Return one line about the picture, from the prompt it was really drawn from where that is known."""
    line = " ".join((revised_prompt or instruction).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
