"""Details of a turn and the change form, as people see them."""

from typing import Any

from inline_snapshot import snapshot

from handlers.blocks.details import details_view
from handlers.blocks.edit_form import edit_view

PART: dict[str, Any] = {
    "purpose": "picture",
    "tokens": 1372,
    "token_class": "image_out",
    "price_id": "gpt-image-2/image_out@2026-04-21",
    "basis": "metered",
    "nano_usd": 41_160_000,
    "note": "",
    "nano_per_million": 30_000_000_000,
    "price_checked_on": "2026-11-22",
    "price_source": "https://developers.openai.com/api/docs/models/gpt-image-2",
}
CALL: dict[str, Any] = {
    "asked_size": "1536x1024",
    "asked_quality": "medium",
    "echoed_size": "1536x1024",
    "echoed_quality": None,
    "revised_prompt": "A red fox <at dusk>",
    "action": "generate",
}


def entry(kind: str, *parts: dict[str, Any], nano: int | None) -> dict[str, Any]:
    """A ledger entry as a trace tells it."""
    return {"kind": kind, "nano_usd": nano, "parts": list(parts), "reason": "U0ADA: the <bill> says so"}


def traced(*entries: dict[str, Any], text: str = "a fox & a hen", calls: int = 1) -> dict[str, Any]:
    """A trace."""
    return {
        "turn": {"id": "t0000000k3", "text": text, "estimate_nano": 50_000_000, "quote_nano": 76_100_000},
        "tool_calls": [CALL] * calls,
        "ledger": list(entries),
    }


SETTLED = entry(
    "settlement", PART, {**PART, "purpose": "previews", "tokens": 200, "nano_usd": 6_000_000}, nano=47_160_000
)


def text(view: dict[str, Any]) -> str:
    """Everything that is said."""
    return "\n".join(block["text"]["text"] for block in view["blocks"] if "text" in block)


def test_the_details_of_a_turn() -> None:
    """What was asked, what it was drawn from, and each part to the last digit; holds are not costs."""
    held = entry("reservation", {**PART, "basis": "ceiling"}, nano=76_100_000)
    assert details_view(traced(held, SETTLED)) == snapshot(
        {
            "type": "modal",
            "title": {"type": "plain_text", "text": "Details"},
            "close": {"type": "plain_text", "text": "Close"},
            "blocks": [
                {
                    "type": "section",
                    "text": {
                        "type": "mrkdwn",
                        "text": """\
*Asked*
a fox &amp; a hen\
""",
                    },
                },
                {
                    "type": "section",
                    "text": {
                        "type": "mrkdwn",
                        "text": """\
*Drawn from*
A red fox &lt;at dusk&gt;
Action generate · asked 1536x1024, medium · echoed 1536x1024, not said\
""",
                    },
                },
                {
                    "type": "section",
                    "text": {
                        "type": "mrkdwn",
                        "text": """\
*Cost* $0.04716
Expected about $0.05, at most $0.0761
• picture: 1,372 tokens image_out × $30.00 per million = $0.04116, metered
• previews: 200 tokens image_out × $30.00 per million = $0.006, metered\
""",
                    },
                },
                {
                    "type": "context",
                    "elements": [
                        {
                            "type": "mrkdwn",
                            "text": "gpt-image-2/image_out@2026-04-21 · checked 2026-11-22 · "
                            "https://developers.openai.com/api/docs/models/gpt-image-2",
                        }
                    ],
                },
                {"type": "context", "elements": [{"type": "mrkdwn", "text": "Trace id `t0000000k3`"}]},
            ],
        }
    )


def test_a_turn_that_was_never_settled() -> None:
    """Also without words and without a call."""
    assert details_view(traced(text="", calls=0)) == snapshot(
        {
            "type": "modal",
            "title": {"type": "plain_text", "text": "Details"},
            "close": {"type": "plain_text", "text": "Close"},
            "blocks": [
                {
                    "type": "section",
                    "text": {
                        "type": "mrkdwn",
                        "text": """\
*Asked*
(nothing in words)\
""",
                    },
                },
                {
                    "type": "section",
                    "text": {
                        "type": "mrkdwn",
                        "text": """\
*Cost*
Expected about $0.05, at most $0.0761
Nothing was settled.\
""",
                    },
                },
                {"type": "context", "elements": [{"type": "mrkdwn", "text": "Trace id `t0000000k3`"}]},
            ],
        }
    )


def test_an_adjustment_counts_and_an_unknown_part_makes_the_sum_unknown() -> None:
    """Unknown is not zero."""
    correction = entry(
        "adjustment", {**PART, "tokens": None, "nano_usd": -160_000, "basis": "reconciled"}, nano=-160_000
    )
    said = text(details_view(traced(SETTLED, correction)))
    assert "*Cost* $0.047\n" in said
    assert "Corrected: U0ADA: the &lt;bill&gt; says so" in said
    unknown = entry("adjustment", {**PART, "nano_usd": None}, nano=None)
    assert "*Cost* unknown\n" in text(details_view(traced(SETTLED, unknown)))


def test_the_form_behind_edit() -> None:
    """One instruction; where it belongs travels with it."""
    assert edit_view('{"channel":"C1"}') == snapshot(
        {
            "type": "modal",
            "callback_id": "edit_form",
            "private_metadata": '{"channel":"C1"}',
            "title": {"type": "plain_text", "text": "Edit this version"},
            "submit": {"type": "plain_text", "text": "Draw it"},
            "close": {"type": "plain_text", "text": "Not now"},
            "blocks": [
                {
                    "type": "input",
                    "block_id": "instruction",
                    "label": {"type": "plain_text", "text": "What should change?"},
                    "element": {
                        "type": "plain_text_input",
                        "action_id": "text",
                        "multiline": True,
                        "max_length": 3000,
                        "placeholder": {"type": "plain_text", "text": "make the sky stormy"},
                    },
                }
            ],
        }
    )
