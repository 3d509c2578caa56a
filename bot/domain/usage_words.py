"""A report in words and rows that everybody shares: Slack, the chart, the CSV and the command line say the same."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from bot.domain.chart import Bar, Chart
from bot.domain.fallbacks import label, lane_words
from bot.domain.ledger import Basis
from bot.domain.money import exact, say
from bot.domain.periods import describe
from bot.domain.usage import By, Usage, UsageRow

NAMES = {
    By.USER: "person",
    By.CHANNEL: "channel",
    By.MODEL: "model",
    By.LANE: "lane",
    By.QUALITY: "quality",
    By.DAY: "day",
}


def headline(usage: Usage, mark: Callable[[str], str] = str) -> str:
    """Return the first line: what was spent, of what, when, and how that compares. *mark* makes the amount stand out."""
    limit = f" of {say(usage.budgets[0].budget.limit)}" if usage.budgets else ""
    amount = mark(f"{say(usage.totals.nano)}{limit}")
    percent = usage.trend_percent
    trend = "" if percent is None else f" · {percent:+d} % on {describe(usage.before_span)}".replace("-", "−", 1)
    return f"{amount} · {describe(usage.span)} {usage.zone}{trend}"


def counts(usage: Usage) -> str:
    """Return how many images, at what cost each, and what the period comes to at this pace."""
    totals = usage.totals
    images = f"{totals.images:,} image{'' if totals.images == 1 else 's'}"
    each = f", {say(totals.per_image)} an image" if totals.per_image is not None else ""
    pace = f" · at this pace {say(usage.forecast)} by {_day(usage)}" if usage.forecast else ""
    return f"{images}{each}{pace}"


def _day(usage: Usage) -> str:
    day = int(usage.span.until[8:])
    return f"{day} {describe(usage.span).split()[-2]}"


def bases(usage: Usage) -> str:
    """Return how the amounts are known; its parts add up to the total."""
    totals = usage.totals
    shares = [f"{basis.value} {say(nano)}" for basis, nano in totals.by_basis.items() if nano]
    known = ", ".join(shares) or "nothing was spent"
    unknown = f" · {totals.unknown_parts} parts without a price are not counted" if totals.unknown_parts else ""
    return f"{known[0].upper()}{known[1:]}{unknown}"


def via(usage: Usage) -> list[str]:
    """Return a line for each fallback: what of the total came from it, and that its amounts are its provider's word."""
    return [
        f"of that {label(row.name)}: {say(row.nano)}, {Basis.PROVIDER_STATED}"
        + (f", {say(row.held)} of it at the ceiling" if row.held else "")
        for row in usage.via
    ]


def waste(usage: Usage) -> str:
    """Return what was paid for with nothing to show, and for previews."""
    totals = usage.totals
    return f"Failed, refused or stopped: {_or_nothing(totals.waste)} · previews: {_or_nothing(totals.previews)}"


def left(usage: Usage) -> str:
    """Return what is left of the budget, and what is reserved."""
    reserved = usage.open_reservations
    under_way = f"{say(reserved)} is reserved by drawings under way" if reserved else "Nothing is reserved"
    if not usage.budgets:
        return under_way
    after = f", after {say(reserved)} reserved by drawings under way" if reserved else ""
    return f"Left: {say(usage.budgets[0].left)}{after}"


def _or_nothing(nano: int) -> str:
    return say(nano) if nano else "nothing"


def chart(usage: Usage, names: Mapping[str, str]) -> Chart:
    """Return the report's rows as bars."""
    bars = tuple(Bar(names.get(row.key, key_words(usage.by, row.key)), row.nano, say(row.nano)) for row in usage.rows)
    upright = usage.by is By.DAY
    if upright:
        bars = tuple(Bar(row.key[5:], row.nano, say(row.nano)) for row in usage.rows)
    return Chart(headline(usage), f"by {NAMES[usage.by]} · {counts(usage)}", bars, upright)


def table(usage: Usage, names: Mapping[str, str]) -> str:
    """Return the rows as CSV: keys, names, counts, nano-dollars and dollars in full with a point."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow([NAMES[usage.by], "name", "turns", "images", "nano_usd", "usd"])
    rows.writerows(_cells(usage.by, row, names) for row in usage.rows)
    return out.getvalue()


def _cells(by: By, row: UsageRow, names: Mapping[str, str]) -> Sequence[str | int]:
    usd = exact(row.nano).replace("$", "").replace("−", "-")
    return _safe(row.key), _safe(names.get(row.key, key_words(by, row.key))), row.turns, row.images, row.nano, usd


def key_words(by: By, key: str) -> str:
    """Return what a row is called where it has no name of its own; a fallback never without its label."""
    return lane_words(key) if by is By.LANE else key


def _safe(key: str) -> str:
    """Return a key that no spreadsheet takes for a formula."""
    return f"'{key}" if key.startswith(("=", "+", "-", "@")) else key
