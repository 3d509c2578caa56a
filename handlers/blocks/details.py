"""What a turn was, and what each part of it cost: tokens, price, basis. For the person who pressed [Details]."""

from typing import Any

from bot.domain.fallbacks import label
from bot.domain.money import exact
from handlers.blocks.parts import Block, context, section
from handlers.slack_text import clip, escape

COUNTED = frozenset({"settlement", "adjustment"})
MOST_PARTS = 20
MOST_PRICES = 10


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
    asked = section(f"*Asked*\n{escape(clip(turn['text'], 1200)) or '(nothing in words)'}")
    via = (turn.get("plan") or {}).get("via")
    return [asked, *([section(f"*{escape(label(via['name'], via['notes']))}*")] if via else [])]


def _calls(trace: dict[str, Any]) -> list[Block]:
    return [section(_call(call)) for call in trace["tool_calls"][:4]]


def _call(call: dict[str, Any]) -> str:
    asked = f"{call['asked_size']}, {call['asked_quality']}"
    echoed = f"{call['echoed_size'] or 'not said'}, {call['echoed_quality'] or 'not said'}"
    revised = escape(clip(call["revised_prompt"] or "not said", 1500))
    facts = escape(f"Action {call['action'] or 'not said'} · asked {asked} · echoed {echoed}")
    return f"*Drawn from*\n{revised}\n{facts}"


def _money(trace: dict[str, Any]) -> list[Block]:
    """Return what was expected, what was the most, what was settled, part by part, and where the prices come from."""
    entries = [entry for entry in trace["ledger"] if entry["kind"] in COUNTED]
    parts = [part for entry in entries for part in entry["parts"]]
    if not parts:
        return [section("\n".join(["*Cost*", *_expected(trace), "Nothing was settled."]))]
    amounts = [entry["nano_usd"] for entry in entries]
    total = "unknown" if None in amounts else exact(sum(amounts))
    head = [f"*Cost* {total}", *_expected(trace), *map(_part, parts[:MOST_PARTS])]
    left_out = len(parts) - MOST_PARTS
    more = [f"and {left_out} more; `darkroom trace` shows all"] if left_out > 0 else []
    reasons = [f"Corrected: {escape(entry['reason'])}" for entry in entries if entry["kind"] == "adjustment"]
    return [section("\n".join([*head, *more, *reasons])), *_prices(parts)]


def _expected(trace: dict[str, Any]) -> list[str]:
    turn = trace["turn"]
    if turn["quote_nano"] is None:
        return []
    return [f"Expected about {exact(turn['estimate_nano'])}, at most {exact(turn['quote_nano'])}"]


def _part(part: dict[str, Any]) -> str:
    amount = "unknown" if part["nano_usd"] is None else exact(part["nano_usd"])
    if part["tokens"] is None and part["price_id"] is None:
        return f"• {part['purpose']}: {amount}, {part['basis']}{_note(part)}"
    tokens = "? tokens" if part["tokens"] is None else f"{part['tokens']:,} tokens"
    price = f" × {exact(part['nano_per_million'])} per million" if part["nano_per_million"] is not None else ""
    return f"• {part['purpose']}: {tokens} {part['token_class']}{price} = {amount}, {part['basis']}{_note(part)}"


def _note(part: dict[str, Any]) -> str:
    return f" ({escape(part['note'])})" if part["note"] else ""


def _prices(parts: list[dict[str, Any]]) -> list[Block]:
    """Return each price row that was used: since when it holds, when it was checked, and who says so."""
    rows = {part["price_id"]: part for part in parts if part["price_id"]}
    lines = [
        f"{escape(name)} · checked {row['price_checked_on']} · {escape(row['price_source'])}"
        for name, row in rows.items()
    ]
    return [context("\n".join(lines[:MOST_PRICES]))] if lines else []
