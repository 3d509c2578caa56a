"""The status card of a review: gate by gate what is known, what is missing and who could know, what disagrees."""

from collections.abc import Iterator

from bot.domain.gates.facts import Grade
from bot.domain.reviews.dossier import ReviewState
from bot.domain.reviews.status import GateLine, SideBySide, StatusCard
from handlers.blocks.parts import Block, actions, button, context, numbered, section
from handlers.blocks.reviews import quoted
from handlers.slack_text import escape

MARKS = {Grade.EVIDENCED: "●", Grade.CLAIMED: "◐", Grade.UNKNOWN: "○", Grade.FAILED: "✕"}
LEGEND = "● evidenced · ◐ claimed · ○ unknown · ✕ against it"
MOST_SIGNALS, MOST_DISAGREEING, MOST_ANSWERS = 5, 8, 4
"""A message takes 50 blocks: what is not shown is said to be there, and comes up when something else has gone."""


def text(card: StatusCard) -> str:
    """Return the card in words."""
    return escape(f"Review {card.review_id} of {card.host}: {card.headline}. {card.answered} of {card.facts} facts.")


def blocks(card: StatusCard) -> list[Block]:
    """Return the card with its buttons."""
    return [
        section(_head(card)),
        section("\n".join(_gate(gate) for gate in card.gates)),
        *_missing(card),
        *_all_disagreeing(card),
        *_signals(card),
        _buttons(card),
        context(LEGEND),
    ]


def _head(card: StatusCard) -> str:
    state = "" if card.state is ReviewState.OPEN else f" · {card.state}"
    route = " · ".join(filter(None, (card.model, card.endpoint, f"key group {card.key_group}", card.purpose)))
    return (
        f"*Review* `{card.review_id}`{state} · `{escape(card.host)}`\n{escape(route)}\n"
        f"*{escape(card.headline)}* · {card.answered} of {card.facts} facts"
    )


def _gate(gate: GateLine) -> str:
    facts = " · ".join(f"{MARKS[line.grade]} {_fact(line.fact.word, line.says)}" for line in gate.facts)
    return f"*{escape(gate.name)}* · {gate.grade}\n{facts}"


def _fact(word: str, says: str) -> str:
    return f"{word} _{escape(says)}_" if says and says not in {"named", "available", "shown"} else word


def _missing(card: StatusCard) -> Iterator[Block]:
    if card.missing:
        lines = [f"• {escape(who)}: {escape(', '.join(facts))}" for who, facts in card.missing]
        yield section("\n".join(["*Missing, and who could know*", *lines]))


def _all_disagreeing(card: StatusCard) -> Iterator[Block]:
    for number, one in enumerate(card.disagreeing[:MOST_DISAGREEING]):
        yield from _disagreeing(number, one)
    if len(card.disagreeing) > MOST_DISAGREEING:
        others = ", ".join(one.label for one in card.disagreeing[MOST_DISAGREEING:])
        yield context(f"The answers disagree as well about {escape(others)}.")


def _disagreeing(number: int, one: SideBySide) -> list[Block]:
    head = section(f"*{escape(one.label)}*: the answers disagree, so it counts as failed until one of them goes.")
    rows = [
        {
            **section(f"_{escape(says)}_ · {quoted(quote)} · <@{by}>"),
            "accessory": numbered(button("Correct", "review_correct", answer_id), number * 10 + index),
        }
        for index, (answer_id, says, quote, by) in enumerate(one.answers[:MOST_ANSWERS])
    ]
    return [head, *rows]


def _signals(card: StatusCard) -> Iterator[Block]:
    if card.signals:
        yield section("*Signals*")
    for index, (name, words) in enumerate(card.signals[:MOST_SIGNALS]):
        dismiss = numbered(button("Means something else", "review_dismiss", f"{card.review_id}:{name}"), index)
        yield {**section(f"• signal {escape(name)}: {quoted(words)}"), "accessory": dismiss}


def _buttons(card: StatusCard) -> Block:
    return actions(
        button("Answer a question", "review_answer", card.review_id, "primary"),
        button("The basics", "review_basics", card.review_id),
        button("Letter to the provider", "review_letter", card.review_id),
        button("Verdict so far", "review_so_far", card.review_id),
        button("Give the verdict", "review_verdict", card.review_id),
    )
