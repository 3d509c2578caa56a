"""What `/gateway list` shows, and a reviewer's part of the Home tab: open reviews, verdicts, what ends, what changed."""

from collections.abc import Iterable

from bot.domain.answers import GatewayAnswer, ListedReview
from bot.domain.gates.permissions import PERMISSIONS
from bot.domain.gates.record import VerdictRecord
from bot.domain.periods import describe, one_day
from handlers.blocks.parts import Block, context, section
from handlers.slack_text import clip, escape

NOTHING = (
    "Nothing is under review, and no verdict was given yet. "
    "Try: /gateway review https://api.example.ai/v1 for experiments"
)
HINT = "/gateway show ID · revoke ID why · export ID"
LONGEST = 200


def text(answer: GatewayAnswer) -> str:
    """Return the list in words."""
    if not answer.reviews and not answer.verdicts:
        return NOTHING
    return "\n".join([*map(review_line, answer.reviews), *(verdict_line(*pair) for pair in answer.verdicts)])


def blocks(answer: GatewayAnswer) -> list[Block]:
    """Return the list."""
    if not answer.reviews and not answer.verdicts:
        return [section(NOTHING)]
    return [
        *_part("Under review", map(review_line, answer.reviews)),
        *_part("Verdicts", (verdict_line(*pair) for pair in answer.verdicts)),
        context(HINT),
    ]


def review_line(listed: ListedReview) -> str:
    """Return an open review in one line."""
    review = listed.review
    name = f"<{listed.link}|{review.id}>" if listed.link else f"`{review.id}`"
    opened = describe(one_day(listed.opened_on))
    return f"{name} · `{escape(review.route.host)}` · {escape(review.purpose or 'purpose not said')} · since {opened}"


def verdict_line(record: VerdictRecord, standing: str) -> str:
    """Return a verdict in one or two lines."""
    allowed = [row.name for permission, row in PERMISSIONS.items() if record.permissions.get(permission)]
    until = describe(one_day(record.valid_until.isoformat()))
    route = f"`{escape(record.route.host)}` · {escape(record.route.model)} · key group {escape(record.route.key_group)}"
    head = escape(clip(record.headline, LONGEST))
    return f"`{record.id}` · *{standing}* until {until} · {route}\n{head}; allowed: {', '.join(allowed) or 'nothing'}"


def _part(title: str, lines: Iterable[str]) -> list[Block]:
    listed = list(lines)
    return [section("\n".join([f"*{title}*", *listed]))] if listed else []
