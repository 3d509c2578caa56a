"""Verdict cards, exceptions and letters, as they stand in a review's thread."""

from bot.domain.gates.card import Line
from bot.domain.gates.exception import ExceptionState, RiskException
from bot.domain.periods import describe, one_day
from bot.domain.reviews.vendor_letter import Letter
from bot.domain.reviews.verdict_card import VerdictCard
from handlers.blocks.parts import Block, actions, button, context, section
from handlers.slack_text import clip, escape

LONGEST_LINE, LONGEST_LETTER, LONGEST_SAID = 900, 2800, 600
CLIPPED = frozenset({"Why", "Proof", "Holds while", "Ask"})


def text(card: VerdictCard) -> str:
    """Return the card in words."""
    return escape("\n".join(str(line) for line in card.lines))


def blocks(card: VerdictCard) -> list[Block]:
    """Return the card with its buttons."""
    told = "\n".join(_line(line, first=index == 0) for index, line in enumerate(card.lines))
    ended = [section(f"*{escape(card.ended.capitalize())}:* this verdict allows nothing.")] if card.ended else []
    changes = [section("*Changed since the last verdict*\n" + escape("\n".join(card.changes)))] if card.changes else []
    return [*ended, section(told), *changes, *_people(card), actions(*_buttons(card))]


def _line(line: Line, *, first: bool) -> str:
    words = escape(clip(line.text, LONGEST_LINE) if line.label in CLIPPED else line.text)
    if line.label:
        return f"*{line.label}:* {words}"
    return f"*{words}*" if first else words


def _people(card: VerdictCard) -> list[Block]:
    said = [f"facts by {', '.join(f'<@{one}>' for one in card.contributors)}"] if card.contributors else []
    said += [f"given by <@{card.decided_by}>"] if card.decided_by else []
    said += [f"confirmed by <@{card.confirmed_by}>"] if card.confirmed_by else []
    said += [f"`{card.verdict_id}`"] if card.verdict_id else []
    return [context(" · ".join(said))] if said else []


def _buttons(card: VerdictCard) -> list[Block]:
    second = [button("Confirm it", "review_second", card.verdict_id, "primary")] if card.waits else []
    exception = [button("Risk exception", "review_exception", card.review_id)] if card.may_ask_exception else []
    evidence = button("Evidence", "review_evidence", card.review_id)
    return [*second, evidence, button("Plan the move", "review_move", card.review_id), *exception]


def letter_text(letter: Letter) -> str:
    """Return the letter in words."""
    return escape(f"{letter.subject}\n\n{letter.body}")


def letter_blocks(letter: Letter) -> list[Block]:
    """Return the letter, ready to be copied."""
    body = escape(clip(letter.body, LONGEST_LETTER))
    return [section(f"*A letter to the provider*\nSubject: {escape(letter.subject)}"), section(f"```{body}```")]


def exception_text(exception: RiskException, host: str) -> str:
    """Return a risk exception in words."""
    until = describe(one_day(exception.until.isoformat()))
    return "\n".join(
        [
            f"*Risk exception {_state(exception)}* · `{escape(host)}` · `{exception.id}`",
            "It is no permission: it opens internal, non-sensitive use beside the verdict, and is printed on everything made.",
            f"*Scope:* {escape(clip(exception.scope, LONGEST_SAID))}",
            f"*Reason:* {escape(clip(exception.reason, LONGEST_SAID))}",
            f"*Owner:* <@{exception.owner}> · until {until} · asked by <@{exception.asked_by}>",
            *([f"*Decided by:* <@{exception.decided_by}>"] if exception.decided_by else []),
        ]
    )


def exception_blocks(exception: RiskException, host: str) -> list[Block]:
    """Return a risk exception; one that waits with its buttons."""
    body = [section(exception_text(exception, host))]
    if exception.state is not ExceptionState.WAITING:
        return body
    yes = button("Approve", "exception_yes", exception.id, "primary")
    return [*body, actions(yes, button("Decline", "exception_no", exception.id))]


def _state(exception: RiskException) -> str:
    words = {
        ExceptionState.WAITING: "asked for; a second person decides",
        ExceptionState.IN_FORCE: "in force",
        ExceptionState.DECLINED: "declined",
        ExceptionState.REVOKED: "revoked",
    }
    return words[exception.state]
