"""The last message of a turn: the receipt under a picture, an answer in words, or why there is no picture."""

from bot.domain.fallbacks import label
from bot.domain.ledger import Basis, Purpose
from bot.domain.money import say, say_parts, say_up_to
from bot.domain.receipt import Receipt
from bot.domain.telling import Audience, Kind, Shown, Told
from handlers.blocks import reviews
from handlers.blocks.parts import Block, actions, button, context, section
from handlers.slack_text import escape, escape_within

LONGEST_ANSWER = 2500
MOST_HOLDERS = 5
BASIS_WORDS = {
    Basis.RECONCILED: "reconciled",
    Basis.METERED: "metered",
    Basis.PROVIDER_STATED: "as the provider states",
    Basis.FORMULA: "partly by formula",
    Basis.CEILING: "at most, part of the bill is unknown",
    Basis.WRITTEN_OFF: "partly written off",
}


def picture_line(shown: Shown, told: Told) -> str:
    """Return what a version is, in one line."""
    origin = f" from {shown.from_label}" if shown.from_label else ""
    facts = (f"{shown.width}×{shown.height}", shown.quality, shown.image_model, f"{told.seconds} s")
    return f"*{shown.label}*{origin} · {' · '.join(map(escape, facts))}"


def receipt_line(receipt: Receipt, preview_count: int) -> str:
    """Return what a turn cost, whose shown parts add up to the shown sum; or that it is not known."""
    if receipt.nano is None:
        return f"*Cost unknown*: a price is missing · `{receipt.turn}`"
    amounts = say_parts([line.nano for line in receipt.lines], receipt.nano)
    parts = ", ".join(
        f"{_purpose(line.purpose, preview_count)} {amount}" for line, amount in zip(receipt.lines, amounts, strict=True)
    )
    ceiling = receipt.basis is Basis.CEILING
    amount = f"Up to {say_up_to(receipt.nano)}" if ceiling else say(receipt.nano)
    line = f"*{amount}* {BASIS_WORDS[receipt.basis]}"
    return f"{line}: {parts} · `{receipt.turn}`" if parts else f"{line} · `{receipt.turn}`"


def _purpose(purpose: Purpose, preview_count: int) -> str:
    if purpose is not Purpose.PREVIEWS:
        return purpose.value
    return f"{preview_count} previews" if preview_count > 1 else "1 preview" if preview_count else "previews"


def _trace(told: Told) -> str:
    return f"`{told.turn}`"


def _cost(told: Told) -> str:
    if told.audience is not Audience.CHANNEL or told.receipt is None:
        return _trace(told)
    return receipt_line(told.receipt, told.preview_count)


def _picture(told: Told) -> str:
    lines = [picture_line(shown, told) for shown in told.shown]
    lines += [f"Not as asked: {escape('; '.join(shown.differences))}" for shown in told.shown if shown.differences]
    lines += [escape(told.sentence)] if told.sentence else []
    mention = f"<@{told.actor}> " if told.mention else ""
    return f"{mention}" + "\n".join([*lines, *via(told), _cost(told), "Reply to change it."])


def via(told: Told) -> list[str]:
    """Return the label of what did not come from the first party; nothing where it did."""
    return [escape(label(told.lane_name, told.lane_notes))] if told.lane_name else []


def _words(told: Told) -> str:
    return "\n".join([_spoken(told), *via(told), *([_cost(told)] if told.receipt else [])])


def _spoken(told: Told) -> str:
    return escape_within(told.sentence, LONGEST_ANSWER)


def _not_drawn(told: Told) -> str:
    lines = [f"*Not drawn.* {_spoken(told)}", *via(told), *_reserved(told), *_unknown(told)]
    lines += [escape(told.next_step)] if told.next_step else []
    return "\n".join([*lines, _trace(told)])


def _reserved(told: Told) -> list[str]:
    """Return whose drawings hold a budget's rest, where everybody may know what others spend."""
    if told.audience is not Audience.CHANNEL or not told.holders:
        return []
    held = [f"<@{holder.actor}> {say_up_to(holder.nano)}" for holder in told.holders[:MOST_HOLDERS]]
    return [f"Reserved by {', '.join(held)}."]


def _stopped(told: Told) -> str:
    return "\n".join([f"*{escape(told.sentence.rstrip('.'))}.*", *via(told), *_unknown(told), _trace(told)])


def _unknown(told: Told) -> list[str]:
    """Return what is known of the money of something that came to nothing."""
    receipt = told.receipt
    if told.audience is not Audience.CHANNEL:
        return []
    if receipt is None:
        return ["It cost nothing."] if not told.shown else []
    if receipt.nano is None:
        return ["What it cost is not known: a price is missing."]
    known = receipt.nano - receipt.held
    lines = [f"It cost {say(known)}."] if known else []
    if receipt.held:
        lines.append(f"Whether the rest is billed is unknown; up to {say_up_to(receipt.held)} stays reserved.")
    return [" ".join(lines)] if lines else ["It cost nothing."]


def _asking(told: Told) -> str:
    return "\n".join([_spoken(told), *via(told), _trace(told)])


def _review(told: Told) -> str:
    return reviews.text(told.review) if told.review else _spoken(told)


TEXTS = {
    Kind.PICTURE: _picture,
    Kind.WORDS: _words,
    Kind.NOT_DRAWN: _not_drawn,
    Kind.STOPPED: _stopped,
    Kind.ASKING: _asking,
    Kind.REVIEW: _review,
}


def text(told: Told) -> str:
    """Return the message in words."""
    return TEXTS[told.kind](told)


def blocks(told: Told) -> list[Block]:
    """Return the message with its buttons."""
    if told.review is not None:
        return [*reviews.blocks(told.review), context(_cost(told))]
    body = [section(text(told))]
    if told.kind is Kind.PICTURE:
        newest = told.shown[0].version_id
        edit, more = button("Edit", "edit", newest), button("Variations", "variations", newest)
        return [*body, actions(edit, more, button("Details", "details", told.turn))]
    if told.approval is not None:
        yes, no = button("Draw it", "approve", told.approval, "primary"), button("Not now", "decline", told.approval)
        return [*body, actions(yes, no)]
    if told.may_ask_admin:
        return [*body, actions(button("Ask an admin", "ask_admin", told.turn))]
    if told.kind is Kind.STOPPED or (told.kind is Kind.NOT_DRAWN and told.can_retry):
        return [*body, actions(button("Try again", "again", told.turn))]
    return body
