"""`darkroom trace`: everything about a turn, for eyes or for scripts. Works beside a running bot: it only reads."""

import asyncio
import json
import sys
from datetime import UTC, datetime
from typing import Any

from bot.cli.environment import CannotStartError, home_of
from bot.domain.fallbacks import label, lane_words
from bot.domain.money import exact
from bot.providers.config.environment import Environment
from bot.services.trace import Tracing
from db.store import Store


def main(what: str, *, as_json: bool) -> int:
    """Run the command; return its exit code."""
    try:
        home = home_of(Environment())
    except CannotStartError as error:
        print(error, file=sys.stderr)
        return 2
    store = Store.open(home / "darkroom.db")
    try:
        found = asyncio.run(Tracing(store).find(what))
    finally:
        store.close()
    if not found:
        print(
            f"Nothing is known of {what}. Give an id such as t0kq3v9x2m, or the link of a Slack message.",
            file=sys.stderr,
        )
        return 1
    print(json.dumps(found, indent=2, ensure_ascii=False) if as_json else "\n\n".join(map(_text, found)))
    return 0


def _time(ms: int | None) -> str:
    if ms is None:
        return "–"
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(sep=" ", timespec="milliseconds").replace("+00:00", " UTC")


def _amount(nano: int | None) -> str:
    return "unknown" if nano is None else exact(nano)


def _text(trace: dict[str, Any]) -> str:
    turn = trace["turn"]
    lines = [
        f"Turn {turn['id']} in thread {turn['thread_id']} · {turn['outcome'] or turn['state']}",
        f"  by {turn['actor']} in {turn['channel']} at {_time(turn['accepted_at'])}, closed {_time(turn['closed_at'])}",
        f"  said: {turn['text']!r}",
        f"  quote {_amount(turn['quote_nano'])}, estimate {_amount(turn['estimate_nano'])}, error {turn['error'] or 'none'}",
    ]
    lines += _plan(turn["plan"]) if turn["plan"] else []
    lines += [line for attempt in trace["attempts"] for line in _attempt(attempt, trace)]
    lines += [
        f"Version {v['label']} {v['id']}: {v['sha256'][:16]}… {v['width']}×{v['height']} {v['media_type']}"
        for v in trace["versions"]
    ]
    lines += [_descent(row) for row in trace["lineage"]]
    lines += [line for entry in trace["ledger"] for line in _entry(entry)]
    lines += [_message(row) for row in trace["outbox"]]
    return "\n".join(lines)


def _plan(plan: dict[str, Any]) -> list[str]:
    steps = plan["steps"]
    options, sources = steps[0]["options"], steps[0]["sources"]
    seen = ", ".join(f"{s['label'] or s['sha256'][:16]} ({s['role']})" for s in sources) or "none"
    via = plan.get("via")
    return [
        *([f"Picked: {label(via['name'], via['notes'])}"] if via else []),
        f"Plan {plan['intent']}: {len(steps)} step(s), action {steps[0]['action']}, forced {steps[0]['forced']}, "
        f"{' with '.join(filter(None, (plan['models']['mainline'], plan['models']['image'])))}",
        f"  options {', '.join(f'{name} {value}' for name, value in options.items())}",
        f"  pictures shown to the model: {seen}; instruction: {steps[0]['instruction']!r}",
    ]


def _message(row: dict[str, Any]) -> str:
    where = f"as message {row['slack_ts']}" if row["slack_ts"] else row["error"] or "not yet"
    return f"Told {row['id']} ({row['kind']}): {row['state']} {where}, after {row['tries']} failed tries"


def _attempt(attempt: dict[str, Any], trace: dict[str, Any]) -> list[str]:
    head = (
        f"Attempt {attempt['id']} step {attempt['step']}.{attempt['number']} by {lane_words(attempt['lane'])} "
        f"({attempt['base_host']}): {attempt['status'] or attempt['state']}"
    )
    ids = (
        f"  response {attempt['response_id'] or '–'}, x-request-id {attempt['x_request_id'] or '–'}, "
        f"previews {attempt['previews']}"
    )
    times = "  " + ", ".join(
        f"{name} {_time(attempt[column])}"
        for name, column in (
            ("reserved", "reserved_at"),
            ("opened", "opened_at"),
            ("final", "final_at"),
            ("ended", "ended_at"),
        )
    )
    calls = [_call(call) for call in trace["tool_calls"] if call["attempt_id"] == attempt["id"]]
    return [head, ids, times, *calls]


def _call(call: dict[str, Any]) -> str:
    return (
        f"  call {call['call_id']} {call['action'] or '–'} {call['status'] or '–'}: asked {call['asked_size']} "
        f"{call['asked_quality']}, echoed {call['echoed_size'] or '–'} {call['echoed_quality'] or '–'}; "
        f"revised prompt: {call['revised_prompt']!r}"
    )


def _descent(row: dict[str, Any]) -> str:
    child = f"v{row['child_number']}{row['child_letter']}"
    parent = f"v{row['parent_number']}{row['parent_letter']}" if row["parent_version"] else f"{row['parent'][:16]}…"
    return f"Lineage {'  ' * (row['depth'] - 1)}{child} ← {parent} ({row['role']})"


def _entry(entry: dict[str, Any]) -> list[str]:
    head = f"Ledger {entry['kind']} {_amount(entry['nano_usd'])} {entry['basis']} at {_time(entry['created_at'])}"
    parts = [
        f"  {p['purpose']}: {_counted(p)}{_amount(p['nano_usd'])} {p['basis']}"
        + (f" ({p['note']})" if p["note"] else "")
        for p in entry["parts"]
    ]
    return [head, *parts]


def _counted(part: dict[str, Any]) -> str:
    """Return tokens and their price; nothing where a provider states an amount alone."""
    return f"{part['tokens']} {part['token_class']} × {part['price_id']} = " if part["tokens"] is not None else ""
