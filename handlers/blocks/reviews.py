"""An answer of the bot in a review: what was understood with its words, what was not counted, and what to ask next.

Other people's words stand in quotation marks and are never live.
"""

from collections.abc import Iterator

from bot.domain.reviews.told import ReviewReply, Unconfirmed, UnderstoodLine
from handlers.blocks.parts import Block, actions, button, context, numbered, section
from handlers.slack_text import clip, escape

MOST_FACTS, MOST_TEXTS, LONGEST_QUOTE, LONGEST_SHOT = 10, 6, 300, 2400
COUNTS = {
    "evidenced": "evidenced",
    "claimed": "a claim so far",
    "failed": "against it",
    "unknown": "not known",
}


def text(reply: ReviewReply) -> str:
    """Return the answer in words."""
    lines = [*reply.opening, *reply.notes, *[_fact(line) for line in reply.understood]]
    lines += [f"Next: {question}" for question in reply.questions]
    return escape("\n".join(lines)) or "Noted."


def blocks(reply: ReviewReply) -> list[Block]:
    """Return the answer with its buttons."""
    return [
        *_opening(reply),
        *_understood(reply),
        *_dropped(reply),
        *_signals(reply),
        *_unattributed(reply),
        *[block for index, shot in enumerate(reply.unconfirmed[:MOST_TEXTS]) for block in _shot(index, shot)],
        *([section("\n".join(map(escape, reply.notes)))] if reply.notes else []),
        *_questions(reply),
    ]


def quoted(words: str) -> str:
    """Return somebody else's words, safe and short."""
    return f"“{escape(clip(' '.join(words.split()), LONGEST_QUOTE))}”"


def _fact(line: UnderstoodLine) -> str:
    return f"{line.label}: {line.reply} ({COUNTS[line.grade]})"


def _opening(reply: ReviewReply) -> Iterator[Block]:
    if reply.opening:
        first, *rest = map(escape, reply.opening)
        yield section("\n".join([f"*{first}*", *rest]))
    if reply.reuse is not None:
        earlier, words = reply.reuse
        told = f"Review `{earlier}` of the same provider established {escape(words)}."
        yield {
            **section(told),
            "accessory": button("Use it here", "review_reuse", f"{reply.review_id}:{earlier}"),
        }


def _understood(reply: ReviewReply) -> Iterator[Block]:
    for index, line in enumerate(reply.understood[:MOST_FACTS]):
        head = f"*{escape(line.label)}*: {escape(line.reply)} · {COUNTS[line.grade]}"
        told = f"{head}\n{quoted(line.quote)} · {escape(line.source)}"
        yield {**section(told), "accessory": numbered(button("Correct", "review_correct", line.answer_id), index)}
    if len(reply.understood) > MOST_FACTS:
        yield context(f"And {len(reply.understood) - MOST_FACTS} more, in the card.")


def _dropped(reply: ReviewReply) -> Iterator[Block]:
    if reply.dropped:
        yield context("*Not counted:* " + escape("; ".join(reply.dropped)) + ".")


def _signals(reply: ReviewReply) -> Iterator[Block]:
    if reply.signals:
        seen = [f"{escape(what)}: {quoted(words)}" for what, words in reply.signals[:MOST_FACTS]]
        yield section("\n".join(["*Seen in it:*", *seen]))


def _unattributed(reply: ReviewReply) -> Iterator[Block]:
    for index, one in enumerate(reply.unattributed[:MOST_TEXTS]):
        told = f"Whose words are in *{escape(one.name)}*? Until somebody says, they count as a claim."
        yield {**section(told), "accessory": numbered(button("Say whose", "review_whose", one.evidence_id), index)}


def whose(block: Block, evidence_id: str) -> Block:
    """Return a paragraph with the button that asks whose words a text is, where there is one to ask about."""
    return {**block, "accessory": button("Say whose", "review_whose", evidence_id)} if evidence_id else block


def _shot(index: int, shot: Unconfirmed) -> list[Block]:
    words = escape(clip(shot.text, LONGEST_SHOT)).replace("```", "'''")
    told = f"I read this off the picture. It counts once somebody confirms it.\n```{words}```"
    return [section(told), actions(numbered(button("It says this", "review_confirm", shot.evidence_id), index))]


def _questions(reply: ReviewReply) -> Iterator[Block]:
    if reply.questions:
        listed = "\n".join(f"{number}. {escape(question)}" for number, question in enumerate(reply.questions, 1))
        yield section(f"*Next*\n{listed}" if len(reply.questions) > 1 else escape(reply.questions[0]))
