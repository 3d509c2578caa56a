"""The official contract in Slack: a few sections, and a table of what a picture costs. Where Slack refuses tables, lines."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.domain import contract_words
from bot.domain.answers import ContractAnswer
from bot.domain.gates.card import Line
from bot.domain.money import say
from handlers.blocks.parts import Block, context, section
from handlers.slack_text import escape


def text(answer: ContractAnswer) -> str:
    """Return the headline and what is stale."""
    headline = f"*{escape(contract_words.headline(answer.contract, answer.stale))}*"
    return "\n".join([headline, *(escape(line.text) for line in contract_words.trouble(answer.stale))])


def blocks(answer: ContractAnswer) -> list[Block]:
    """Return the contract with its table."""
    return [*_head(answer), _table(answer), *_tail(answer)]


def plain_blocks(answer: ContractAnswer) -> list[Block]:
    """Return the contract without a table, for where Slack refuses one."""
    return [*_head(answer), section(_lines(contract_words.pictures(answer.contract))), *_tail(answer)]


def _head(answer: ContractAnswer) -> list[Block]:
    contract = answer.contract
    facts, tokens = contract_words.facts(contract), contract_words.tokens(contract)
    return [section(text(answer)), section(_lines(facts)), section(_lines(tokens))]


def _tail(answer: ContractAnswer) -> list[Block]:
    contract = answer.contract
    read = (f"<{url}|{escape(_short(url))}> {escape(when)}" for url, when in contract_words.sources(contract))
    leaving = [context(_lines(contract_words.leaving(contract)))] if contract.leaving else []
    return [context(escape(contract_words.remark(contract))), *leaving, context("Sources: " + " · ".join(read))]


def _short(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}/…/{parts.path.rpartition('/')[2]}"


def _lines(lines: Iterable[Line]) -> str:
    return "\n".join(f"*{escape(line.label)}:* {escape(line.text)}" for line in lines)


def _table(answer: ContractAnswer) -> Block:
    sizes = contract_words.sizes(answer.contract)
    qualities = [row.quality for row in sizes[0][1]]
    body = [[_cell(size), *(_cell(say(row.nano)) for row in rows)] for size, rows in sizes]
    head = [_cell("Size"), *map(_cell, qualities)]
    settings = [{"align": "left"}, *({"align": "right"} for _ in qualities)]
    return {"type": "table", "column_settings": settings, "rows": [head, *body]}


def _cell(words: str) -> Block:
    return {"type": "raw_text", "text": words}
