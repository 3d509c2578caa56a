"""A usage report: lines that say it, a table of its rows, buttons that ask on. Where Slack refuses tables, lines."""

from bot.domain import usage_words
from bot.domain.answers import UsageAnswer
from bot.domain.money import say, say_parts
from bot.domain.usage import OTHERS, UNATTRIBUTED, By, Usage, UsageRow
from bot.domain.usage_request import Form
from handlers.blocks.parts import Block, actions, button, context, section
from handlers.slack_text import escape

LISTED = 10
ASK_BY = ((By.USER, "By person"), (By.CHANNEL, "By channel"), (By.DAY, "By day"))


def text(answer: UsageAnswer) -> str:
    """Return the report in words."""
    usage = answer.usage
    whose = "" if answer.everybody else _whose(answer)
    lines = [f"{usage_words.headline(usage, lambda amount: f'*{amount}*')}{whose}", usage_words.counts(usage)]
    if usage.totals.attempts or usage.totals.nano:
        lines += [usage_words.bases(usage), *usage_words.via(usage), usage_words.waste(usage)]
    return "\n".join([*lines, usage_words.left(usage)])


def _whose(answer: UsageAnswer) -> str:
    actor, channel = answer.usage.filters.actor, answer.usage.filters.channel
    return "".join([f" · <@{actor}>" if actor else "", f" · <#{channel}>" if channel else ""])


def blocks(answer: UsageAnswer) -> list[Block]:
    """Return the report with its table."""
    table = [_table(answer.usage)] if answer.usage.rows else []
    return [section(text(answer)), *table, *_tail(answer)]


def plain_blocks(answer: UsageAnswer) -> list[Block]:
    """Return the report without a table, for where Slack refuses one."""
    rows = [f"{mention(answer.usage, row)} {say(row.nano)}" for row in answer.usage.rows[:LISTED]]
    listed = [section(" · ".join(rows))] if rows else []
    return [section(text(answer)), *listed, *_tail(answer)]


def _tail(answer: UsageAnswer) -> list[Block]:
    request = answer.request
    asks = [
        button(label, "usage", request.text(by=by))
        for by, label in ASK_BY
        if by is not answer.usage.by and (by is not By.USER or answer.everybody)
    ]
    forms = [
        button("Chart", "usage", request.text(form=Form.CHART)),
        button("CSV", "usage", request.text(form=Form.CSV)),
    ]
    rows = [{**one, "action_id": f"usage_{at}"} for at, one in enumerate([*asks, *forms])]
    return [actions(*rows), context(f"Days and months are counted in {escape(answer.usage.zone)}.")]


def _table(usage: Usage) -> Block:
    head = [_cell(usage_words.NAMES[usage.by].capitalize()), *map(_cell, ("Images", "Turns", "Cost"))]
    totals = usage.totals
    amounts = say_parts([row.nano for row in usage.rows], totals.nano)  # the digits shown add up to the total shown
    body = [
        [_key(usage, row), _cell(f"{row.images:,}"), _cell(f"{row.turns:,}"), _cell(amount)]
        for row, amount in zip(usage.rows, amounts, strict=True)
    ]
    total = [_cell("Together"), _cell(f"{totals.images:,}"), _cell(f"{totals.turns:,}"), _cell(say(totals.nano))]
    right = {"align": "right"}
    return {"type": "table", "column_settings": [{"align": "left"}, right, right, right], "rows": [head, *body, total]}


def _cell(words: str) -> Block:
    return {"type": "raw_text", "text": words or "–"}


def _key(usage: Usage, row: UsageRow) -> Block:
    """Return a row's name; people and channels are shown by whatever they are called now."""
    if row.key in {OTHERS, UNATTRIBUTED}:
        return _cell(row.key)
    if usage.by is By.USER:
        return _rich({"type": "user", "user_id": row.key})
    if usage.by is By.CHANNEL and not row.key.startswith("D"):
        return _rich({"type": "channel", "channel_id": row.key})
    return _cell("direct messages" if usage.by is By.CHANNEL else usage_words.key_words(usage.by, row.key))


def _rich(element: Block) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [element]}]}


def mention(usage: Usage, row: UsageRow) -> str:
    """Return what a row is called in running text."""
    if row.key in {OTHERS, UNATTRIBUTED}:
        return escape(row.key)
    marks = {By.USER: f"<@{row.key}>", By.CHANNEL: f"<#{row.key}>"}
    return marks.get(usage.by, escape(usage_words.key_words(usage.by, row.key)))
