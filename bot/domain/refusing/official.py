"""What "official" means, in lines for people: hosts from the dated list, the model in use, the routes it is reached by."""

from collections.abc import Iterable

ROUTES = "Image API (images/generations, images/edits), or Responses with the image_generation tool"


def official_lines(hosts: Iterable[str], checked_on: str, model: str) -> tuple[str, ...]:
    """Return the lines for the answer to "what is official?"; the host list was checked on *checked_on*."""
    return (
        "Official is https to a host on OpenAI's list, with a key of your own OpenAI project; nothing else is, whatever it is"
        " called.",
        f"Host: {', '.join(sorted(hosts))} (list checked {checked_on})",
        f"Model: {model}, named in every call; a default may change",
        f"Route: {ROUTES}",
    )
