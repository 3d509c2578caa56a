"""A reviewer's part of the Home tab: what is under review, which verdicts end soon, what the newest ones changed.

Nothing where there is nothing to tell: who only might review something sees the page as everybody does.
"""

from bot.domain.gates.record import VerdictRecord
from bot.domain.home import GatePage
from bot.domain.periods import describe, one_day
from handlers.blocks.gateway import HINT, review_line
from handlers.blocks.parts import Block, context, header, section
from handlers.slack_text import clip, escape

LONGEST = 400
DIVIDER: Block = {"type": "divider"}


def blocks(page: GatePage) -> list[Block]:
    """Return the part."""
    parts = [
        *_part("Under review", [review_line(one) for one in page.under_review]),
        *_part("Verdicts that end within 30 days", [_ending(*pair) for pair in page.ending]),
        *_part("What the newest verdicts changed", [_changed(*pair) for pair in page.changed]),
    ]
    if not parts:
        return []
    return [DIVIDER, header("Gateways"), *parts, context(f"{HINT}. Only reviewers see this part.")]


def _ending(record: VerdictRecord, standing: str) -> str:
    until = describe(one_day(record.valid_until.isoformat()))
    return f"{_name(record)} · *{standing}* until {until} · {escape(clip(record.headline, LONGEST))}"


def _changed(record: VerdictRecord, changes: tuple[str, ...]) -> str:
    return f"{_name(record)} · {escape(clip('; '.join(changes), LONGEST))}"


def _name(record: VerdictRecord) -> str:
    return f"`{record.id}` · `{escape(record.route.host)}`"


def _part(title: str, lines: list[str]) -> list[Block]:
    return [section("\n".join([f"*{title}*", *lines]))] if lines else []
