"""The official contract in words, line by line: a terminal and a thread say the same.

The headline tells whether it can be relied on; then what is used here, what is official, what it costs, what is stale.
"""

from collections.abc import Sequence
from itertools import groupby

from bot.domain.contract import Contract, ContractModel, Role, Stale, TablePrice, TokenPrice, Why, day
from bot.domain.gates.card import Line
from bot.domain.image_tokens import PREVIEW_TOKENS
from bot.domain.money import exact, say
from bot.domain.prices import TokenClass

KINDS = (
    ("image", (TokenClass.IMAGE_IN, TokenClass.IMAGE_IN_CACHED, TokenClass.IMAGE_OUT)),
    ("text", (TokenClass.TEXT_IN, TokenClass.TEXT_IN_CACHED, TokenClass.TEXT_OUT)),
)
PICTURES = "A finished picture:"
ROLES = {Role.MAINLINE: "mainline", Role.IMAGE: "pictures"}
SHORT = {
    TokenClass.IMAGE_IN: "in", TokenClass.IMAGE_IN_CACHED: "cached", TokenClass.IMAGE_OUT: "out",
    TokenClass.TEXT_IN: "in", TokenClass.TEXT_IN_CACHED: "cached", TokenClass.TEXT_OUT: "out",
}  # fmt: skip


def headline(contract: Contract, findings: Sequence[Stale]) -> str:
    """Say whether the contract can be relied on."""
    since = f"checked on {day(contract.oldest)} or later"
    if not findings:
        return f"Official contract: nothing stale, {since}"
    return f"Official contract: {len(findings)} {'row' if len(findings) == 1 else 'rows'} stale"


def facts(contract: Contract) -> tuple[Line, ...]:
    """Return what is used here and what is official, without prices."""
    return (
        Line("Used here", used(contract)),
        Line("Official", f"https to {', '.join(contract.hosts)}, and nothing else"),
        Line("Models", ", ".join(map(_named, contract.models))),
        *(Line(one.path, one.jobs) for one in contract.endpoints),
    )


def used(contract: Contract) -> str:
    """Say which models this bot asks for, and whether pictures are pinned to a snapshot."""
    told = f"{contract.used.mainline} plans, {contract.used.image} draws"
    if contract.used.pinned:
        return f"{told}, pinned to that snapshot"
    offered = [one.snapshot for one in contract.models if one.snapshot and one.id == contract.used.image]
    return f"{told}; {offered[0]} can be pinned instead (policy: models.image)" if offered else told


def _named(model: ContractModel) -> str:
    snapshot = f", snapshot {model.snapshot}" if model.snapshot else ""
    return f"{model.id} ({ROLES[model.role]}{snapshot})"


def tokens(contract: Contract) -> tuple[Line, ...]:
    """Return the token prices, a line a model."""
    return tuple(
        Line(model, f"{_classes(list(rows))} per 1M tokens")
        for model, rows in groupby(contract.prices, key=lambda row: row.model)
    )


def _classes(rows: list[TokenPrice]) -> str:
    by_class = {row.token_class: row for row in rows}
    said = []
    for kind, classes in KINDS:
        known = [f"{SHORT[one]} {_usd(by_class[one])}" for one in classes if one in by_class]
        said += [f"{kind} {', '.join(known)}"] if known else []
    return "; ".join(said)


def _usd(row: TokenPrice) -> str:
    return exact(row.nano_per_million).removesuffix(".00")


def pictures(contract: Contract) -> tuple[Line, ...]:
    """Return what a picture costs, a line a size."""
    return tuple(
        Line(size, ", ".join(f"{row.quality} {say(row.nano)}" for row in rows)) for size, rows in sizes(contract)
    )


def sizes(contract: Contract) -> list[tuple[str, list[TablePrice]]]:
    """Return the table's rows by size."""
    return [(size, list(rows)) for size, rows in groupby(contract.table.rows, key=lambda row: row.size)]


def remark(contract: Contract) -> str:
    """Say what the price of a picture holds and what it does not."""
    return (
        f"{contract.table.model} output, by the token formula at the dated price; a preview adds {PREVIEW_TOKENS} tokens, "
        "input and planning come on top."
    )


def trouble(findings: Sequence[Stale]) -> tuple[Line, ...]:
    """Return what is stale, most pressing first; what was read on the same day is one line."""
    pressing = [Line("Stale", one.sentence) for one in findings if one.why is not Why.OLD]
    old: dict[str, list[str]] = {}
    for one in findings:
        if one.why is Why.OLD:
            old.setdefault(one.sentence.removesuffix(f" {one.what}."), []).append(one.what)
    return (*pressing, *(Line("Stale", f"{since} {', '.join(names)}.") for since, names in old.items()))


def leaving(contract: Contract) -> tuple[Line, ...]:
    """Return the last days that are known, soonest first."""
    told = ", ".join(f"{model} {day(last)}" for model, last in sorted(contract.leaving, key=lambda row: row[1]))
    return (Line("Last days", told),) if told else ()


def sources(contract: Contract) -> tuple[tuple[str, str], ...]:
    """Return (address, when it was read) of everything, each address once, with its oldest reading."""
    read: dict[str, str] = {}
    for _, source in sorted(contract.dated(), key=lambda row: row[1].checked_on):
        read.setdefault(source.url, day(source.checked_on))
    return tuple(sorted(read.items()))


def summary(contract: Contract, findings: Sequence[Stale]) -> tuple[str, ...]:
    """Return what is official in a few lines, for an answer in a conversation."""
    return (
        headline(contract, findings),
        *map(str, trouble(findings)),
        *map(str, facts(contract)),
        *map(str, pictures(contract)),
        "Prices by token, sources and dates: /gateway contract",
    )


def lines(contract: Contract, findings: Sequence[Stale]) -> tuple[str, ...]:
    """Return the whole contract as plain lines; an empty one between two parts."""
    parts = (
        (headline(contract, findings), *map(str, trouble(findings))),
        map(str, facts(contract)),
        map(str, tokens(contract)),
        (PICTURES, *map(str, pictures(contract)), remark(contract)),
        map(str, leaving(contract)),
        ("Sources:", *(f"  {url} ({read})" for url, read in sources(contract))),
    )
    said = [line for part in parts for line in (*part, "")]
    return tuple(said[:-1])
