"""What a turn was, and what each part of it cost: tokens, price, basis. For the person who pressed [Details]."""

from typing import Any

from bot.domain.money import exact
from handlers.blocks.parts import Block, context, section
from handlers.slack_text import clip, escape

COUNTED = frozenset({"settlement", "adjustment"})
MOST_PARTS = 20


def details_view(trace: dict[str, Any]) -> dict[str, Any]:
    """Return the modal for a trace."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Details"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [*_what(trace), *_calls(trace), *_money(trace), context(f"Trace id `{trace['turn']['id']}`")],
    }


def _what(trace: dict[str, Any]) -> list[Block]:
    turn = trace["turn"]
    return [section(f"*Asked*\n{escape(clip(turn['text'], 1200)) or '(nothing in words)'}")]


def _calls(trace: dict[str, Any]) -> list[Block]:
    return [section(_call(call)) for call in trace["tool_calls"][:4]]


def _call(call: dict[str, Any]) -> str:
    asked = f"{call['asked_size']}, {call['asked_quality']}"
    echoed = f"{call['echoed_size'] or 'not said'}, {call['echoed_quality'] or 'not said'}"
    revised = escape(clip(call["revised_prompt"] or "not said", 1500))
    facts = escape(f"Action {call['action'] or 'not said'} · asked {asked} · echoed {echoed}")
    return f"*Drawn from*\n{revised}\n{facts}"


def _money(trace: dict[str, Any]) -> list[Block]:
    entries = [entry for entry in trace["ledger"] if entry["kind"] in COUNTED]
    lines = [_part(part) for entry in entries for part in entry["parts"]]
    if not lines:
        return [section("*Cost*\nNothing was settled.")]
    quote = trace["turn"]["quote_nano"]
    amounts = [entry["nano_usd"] for entry in entries]
    total = "unknown" if None in amounts else exact(sum(amounts))
    head = f"*Cost* {total}" + (f" · quoted at most {exact(quote)}" if quote is not None else "")
    return [section("\n".join([head, *lines[:MOST_PARTS]]))]


def _part(part: dict[str, Any]) -> str:
    amount = "unknown" if part["nano_usd"] is None else exact(part["nano_usd"])
    tokens = "? tokens" if part["tokens"] is None else f"{part['tokens']:,} tokens"
    note = f" ({escape(part['note'])})" if part["note"] else ""
    row = f"{part['purpose']}: {tokens} {part['token_class']} × {part['price_id']} = {amount}"
    return f"• {row}, {part['basis']}{note}"
