"""Slack's text, both ways: what a person wrote as plain words, and plain words as text that cannot be markup.

Source: Slack's formatting reference: `&`, `<` and `>` are escaped; `<@U…>`, `<#C…|name>`, `<!here>` and `<url|label>` are
live only unescaped.
"""

import html
import re
from itertools import accumulate

MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")
CHANNEL = re.compile(r"<#C[A-Z0-9]+(?:\|([^>]*))?>")
CHANNEL_ID = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>")
BROADCAST = re.compile(r"<!(?:subteam\^[A-Z0-9]+\|)?@?([^>|^]*)(?:\^[^>|]*)?(?:\|([^>]*))?>")
LINK = re.compile(r"<((?:https?|mailto|tel):[^>|]+)(?:\|([^>]*))?>")


def mentions(text: str) -> list[str]:
    """Return the ids of everybody *text* mentions."""
    return [found[1] for found in MENTION.finditer(text)]


def plain(text: str, bot_user: str) -> str:
    """Return what a person wrote, as words: the bot's own mention is dropped, all other markup becomes its label."""
    text = MENTION.sub(lambda m: "" if m[1] == bot_user else f"@{m[2] or m[1]}", text)
    text = CHANNEL.sub(lambda m: f"#{m[1] or 'channel'}", text)
    text = LINK.sub(lambda m: m[2] or m[1], text)
    text = BROADCAST.sub(lambda m: f"@{m[2] or m[1]}".replace("@@", "@"), text)
    return html.unescape(text).strip()


def marked(text: str, bot_user: str) -> str:
    """Return what a person wrote with people and channels by id: `<@U1>`, `<#C1>`; the bot's own mention is dropped."""
    text = MENTION.sub(lambda m: "" if m[1] == bot_user else f"<@{m[1]}>", text)
    return html.unescape(CHANNEL_ID.sub(r"<#\1>", text)).strip()


def escape(text: str) -> str:
    """Return *text* so that nothing in it is live: no mention, no broadcast, no link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_within(text: str, limit: int) -> str:
    """Return *text* escaped with at most *limit* characters; an escaped character is kept whole or left out."""
    escaped = [escape(character) for character in text]
    if sum(map(len, escaped)) <= limit:
        return "".join(escaped)
    sizes = accumulate(map(len, escaped))
    kept = [character for character, size in zip(escaped, sizes, strict=True) if size < limit]
    return f"{''.join(kept).rstrip()}…"


def clip(text: str, limit: int) -> str:
    """Return *text* with at most *limit* characters."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
