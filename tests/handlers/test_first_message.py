"""The first message of a turn, as people see it."""

import pytest
from inline_snapshot import snapshot

from bot.domain.announcement import Announcement
from bot.domain.money import NanoUsd
from bot.domain.options.image_options import ImageOptions
from handlers.blocks import announcement
from tests.handlers.telling import TURN, announced


def test_the_first_message() -> None:
    """What will be drawn, about how much, at most how much, lately how long; and Stop."""
    assert announcement.blocks(announced(), TURN) == snapshot(
        [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": """\
Drawing *v1*: landscape 1536×1024, medium
About $0.05, at most $0.08 · lately 35–60 s\
""",
                },
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Stop"},
                        "action_id": "stop",
                        "value": "t0000000k3",
                    }
                ],
            },
        ]
    )


SAID: list[tuple[str, Announcement, str]] = [
    (
        "a change",
        announced(label="v4", source_label="v2"),
        "Drawing *v4* from v2: landscape 1536×1024, medium\nAbout $0.05, at most $0.08 · lately 35–60 s",
    ),
    (
        "perhaps a picture",
        announced(certain=False),
        "Reading this; if it becomes a picture, *v1*: landscape 1536×1024, medium\n"
        "About $0.05 if it does, at most $0.08 · lately 35–60 s",
    ),
    (
        "nothing is known of how long it takes",
        announced(lately_s=None),
        "Drawing *v1*: landscape 1536×1024, medium\nAbout $0.05, at most $0.08",
    ),
    (
        "always the same time",
        announced(lately_s=(40, 40)),
        "Drawing *v1*: landscape 1536×1024, medium\nAbout $0.05, at most $0.08 · lately 40 s",
    ),
    (
        "unusual options",
        announced(options=ImageOptions("1024x1536", "high", "webp", "transparent", "low", 0, 3)),
        "Drawing *v1*: portrait 1024×1536, high, webp, transparent background, low moderation, no previews, 3 pictures\n"
        "About $0.05, at most $0.08 · lately 35–60 s",
    ),
    (
        "less than a cent",
        announced(estimate=NanoUsd(5_880_000), quote=NanoUsd(9_100_000), lately_s=None),
        "Drawing *v1*: landscape 1536×1024, medium\nAbout $0.006, at most $0.01",
    ),
    ("costs are nobody's business here", announced(tells_cost=False), "Drawing *v1*: landscape 1536×1024, medium"),
]


@pytest.mark.parametrize(("made", "text"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_what_the_first_message_says(made: Announcement, text: str) -> None:
    """No more than is known."""
    assert announcement.text(made) == text


def test_without_costs_there_is_no_dollar_in_it() -> None:
    """Neither in the text nor in its blocks."""
    made = announced(tells_cost=False)
    assert "$" not in announcement.text(made) + str(announcement.blocks(made, TURN))
