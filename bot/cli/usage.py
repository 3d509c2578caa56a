"""`darkroom usage`: what was spent, by whom or what, for eyes, scripts or spreadsheets. Works beside a running bot."""

import asyncio
import csv
import io
import json
import sys
from functools import partial
from typing import Any

from bot.cli.environment import CannotStartError, home_of
from bot.domain import usage_words
from bot.domain.errors import PersonError
from bot.domain.ledger import Basis
from bot.domain.money import exact, say
from bot.domain.periods import describe
from bot.domain.usage import By, Usage
from bot.providers.clock import now_ms
from bot.providers.config import policy_file
from bot.providers.config.environment import Environment
from bot.services import opening
from bot.services.usage import Question, UsageReports
from db.store import Store

CURRENCY = "USD"


def main(first: str | None, last: str | None, by: str, *, as_json: bool, as_csv: bool) -> int:
    """Run the command; return its exit code."""
    if as_json and as_csv:
        print("Choose one of --json and --csv.", file=sys.stderr)
        return 2
    environment = Environment()
    try:
        home = home_of(environment)
        policy = policy_file.load(environment.darkroom_policy)
    except (CannotStartError, policy_file.PolicyFileError) as error:
        print(error, file=sys.stderr)
        return 2
    store = Store.open(home / "darkroom.db")
    try:
        found = asyncio.run(_report(store, policy.books_zone, Question(period(first, last), By(by))))
    except PersonError as error:
        print(error.sentence, file=sys.stderr)
        return 2
    finally:
        store.close()
    print(_csv(found) if as_csv else _json(found) if as_json else _text(found))
    return 0


def period(first: str | None, last: str | None) -> str:
    """Return the phrase that both options make; neither is the present month."""
    return "" if first is None and last is None else f"{first or ''}..{last or ''}"


async def _report(store: Store, zone: str, question: Question) -> Usage:
    """Read the report; books that no bot of this version has opened yet are counted first."""
    await store.run(partial(opening.first_catch_up, zone_name=zone, at=now_ms()))
    return await UsageReports(store, now_ms).report(question)


def _json(usage: Usage) -> str:
    return json.dumps(answer(usage), indent=2, ensure_ascii=False)


def answer(usage: Usage) -> dict[str, Any]:
    """Return the report as JSON knows it: amounts are integer nano-dollars."""
    totals = usage.totals
    return {
        "from": usage.span.first_day,
        "to": usage.span.last_day,
        "zone": usage.zone,
        "currency": CURRENCY,
        "total_nano_usd": totals.nano,
        "by_basis": {basis.value: totals.by_basis[basis] for basis in Basis},
        "by": usage.by.value,
        "rows": [{"key": r.key, "turns": r.turns, "images": r.images, "nano_usd": r.nano} for r in usage.rows],
        "waste_nano_usd": totals.waste,
        "open_reservations_nano_usd": usage.open_reservations,
        "turns": totals.turns,
        "images": totals.images,
        "attempts": totals.attempts,
        "previews_nano_usd": totals.previews,
        "unattributed_nano_usd": totals.unattributed,
        "unknown_parts": totals.unknown_parts,
        "nano_usd_per_image": totals.per_image,
        "before": {
            "from": usage.before_span.first_day,
            "to": usage.before_span.last_day,
            "total_nano_usd": usage.before,
        },
        "forecast_nano_usd": usage.forecast,
        "via": [{"name": v.name, "nano_usd": v.nano, "ceiling_nano_usd": v.held} for v in usage.via],
    }


def _csv(usage: Usage) -> str:
    """Return the rows as a table; USD in full, with a point."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([usage.by.value, "turns", "images", "nano_usd", "usd"])
    table.writerows([_safe(r.key), r.turns, r.images, r.nano, _usd(r.nano)] for r in usage.rows)
    return out.getvalue().rstrip("\n")


def _usd(nano: int) -> str:
    return exact(nano).replace("$", "").replace("−", "-")


def _safe(key: str) -> str:
    """Return a key that no spreadsheet takes for a formula."""
    return f"'{key}" if key.startswith(("=", "+", "-", "@")) else key


def _text(usage: Usage) -> str:
    totals = usage.totals
    lines = [
        f"{exact(totals.nano)} · {describe(usage.span)} {usage.zone}{_trend(usage)}",
        f"{_count(totals.images, totals.turns)}{_per_image(usage)}{_forecast(usage)}",
        *_table(usage),
        "By basis: " + ", ".join(f"{b.value} {say(nano)}" for b, nano in totals.by_basis.items() if nano),
        *usage_words.via(usage),
        f"Nothing to show for {say(totals.waste)}; previews {say(totals.previews)}; "
        f"open reservations {say(usage.open_reservations)}",
    ]
    if totals.unknown_parts:
        lines.append(f"{totals.unknown_parts} parts have no known amount and are not in these sums.")
    return "\n".join(lines if totals.nano or totals.attempts else lines[:2])


def _count(images: int, turns: int) -> str:
    return f"{images} image{'' if images == 1 else 's'}, {turns} turn{'' if turns == 1 else 's'}"


def _trend(usage: Usage) -> str:
    percent = usage.trend_percent
    return "" if percent is None else f" · {percent:+d} % on {describe(usage.before_span)}"


def _per_image(usage: Usage) -> str:
    each = usage.totals.per_image
    return "" if each is None else f", {say(each)} an image"


def _forecast(usage: Usage) -> str:
    return "" if usage.forecast is None else f" · at this pace {say(usage.forecast)} by {usage.span.until}"


def _table(usage: Usage) -> list[str]:
    amounts = [exact(row.nano) for row in usage.rows]
    names = [usage_words.key_words(usage.by, row.key) for row in usage.rows]
    wide = max(map(len, names), default=0)
    column = max((len(amount) for amount in amounts), default=0)
    return [
        f"  {name:<{wide}}  {amount:>{column}}  {_count(row.images, row.turns)}"
        for row, name, amount in zip(usage.rows, names, amounts, strict=True)
    ]
