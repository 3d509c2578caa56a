"""Slack's message markup: what typed text becomes, and which control sequences in a text are alive.

`&lt;!channel&gt;` is text that a person reads; `<!channel>` calls everybody. Only the second is found here.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from bot.sandbox.slack.wire import Json

BROADCAST = re.compile(r"<!(?:channel|here|everyone|subteam\^\w+)(?:\|[^>]*)?>")
USER = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")
TYPED_BROADCAST = re.compile(r"(?<![\w@])@(channel|here|everyone)\b")
TYPED_NAME = re.compile(r"(?<![\w@.])@([a-z][\w-]*)", re.IGNORECASE)

LIVE_TYPES = frozenset({"mrkdwn", "markdown"})


def escape(text: str) -> str:
    """A person's text as Slack stores it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, person_id: Callable[[str], str | None]) -> str:
    """What Slack makes of typed text: escaped, and `@name` turned into a mention where there is such a person."""

    def mention(found: re.Match[str]) -> str:
        user = person_id(found[1])
        return f"<@{user}>" if user else found[0]

    return TYPED_NAME.sub(mention, escape(text))


def rich_text(text: str) -> Json:
    """The rich_text block that Slack adds to what a person typed."""
    elements: list[Json] = []
    position = 0
    for found in USER.finditer(text):
        elements += _plain(text[position : found.start()])
        elements.append({"type": "user", "user_id": found[1]})
        position = found.end()
    elements += _plain(text[position:])
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _plain(text: str) -> list[Json]:
    unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return [{"type": "text", "text": unescaped}] if text else []


def broadcasts(text: str, blocks: Iterable[Json], *, link_names: bool = False) -> list[str]:
    """Every live call to a whole channel or group, in the text and in the blocks."""
    found = [match[0] for live in live_texts(text, blocks) for match in BROADCAST.finditer(live)]
    if link_names:
        found += [match[0] for match in TYPED_BROADCAST.finditer(text)]
    return found + [f"<!{node.get('range')}>" for node in walk(list(blocks)) if node.get("type") == "broadcast"]


def mentions(text: str, blocks: Iterable[Json]) -> list[str]:
    """Every person that the text or the blocks mention alive, by id."""
    found = [match[1] for live in live_texts(text, blocks) for match in USER.finditer(live)]
    return found + [str(node.get("user_id")) for node in walk(list(blocks)) if node.get("type") == "user"]


def live_texts(text: str, blocks: Iterable[Json]) -> Iterator[str]:
    """The texts in which Slack reads control sequences."""
    yield text
    for node in walk(list(blocks)):
        if node.get("type") in LIVE_TYPES:
            yield str(node.get("text", ""))


def walk(node: object) -> Iterator[Json]:
    """Every object inside *node*, outermost first."""
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)
